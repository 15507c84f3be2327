import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Pool } from 'pg';
import type { Config } from '../../platform/config/config.js';
import { DatabaseClient } from '../../platform/database/database-client.js';
import { type DatabaseLocation, dataSourceOptions } from './data-source-options.js';
import { startEmbeddedEngine } from '../../platform/database/embedded/engine.js';
import { prepareDataDir } from '../../platform/database/embedded/data-dir.js';
import { agreeOnKeys } from '../../platform/keys/agree-on-keys.js';
import { CONNECT_AT_START, migrate } from '../../platform/database/migrate.js';
import { databaseServer } from '../../platform/database/server/database-server.js';
import { waitForDatabase } from '../../platform/database/wait-for-database.js';

export interface OpenDatabase {
  readonly dataSource: DataSource;
  /** Call this when the application runs: from then on its own connection shows which keys this process holds. */
  settle(): Promise<void>;
  /** Ends the embedded engine, if there is one; call it after the data source is destroyed. */
  stopEngine(): Promise<void>;
}

/** Finds the configured database; starts the embedded one if none is configured. */
export async function locateDatabase(
  config: Config,
  progress: (line: string) => void,
): Promise<{ location: DatabaseLocation; stopEngine: () => Promise<void> }> {
  prepareDataDir(config.dataDir);
  if (config.databaseUrl !== undefined) {
    await waitForDatabase(config.databaseUrl, config.databaseWaitSeconds, progress);
    return { location: { url: config.databaseUrl, poolSize: config.databasePoolSize }, stopEngine: () => Promise.resolve() };
  }
  progress('starting the embedded database');
  const engine = await startEmbeddedEngine(config.dataDir, progress);
  return { location: { embeddedHost: engine.host }, stopEngine: () => engine.stop() };
}

/** Opens the database and brings its schema up to date. */
export async function openDatabase(config: Config, progress: (line: string) => void): Promise<OpenDatabase> {
  const { location, stopEngine } = await locateDatabase(config, progress);
  try {
    const options = dataSourceOptions(location);
    const ran = await migrate(options, 'embeddedHost' in location);
    if (ran.length > 0) progress(`database schema: ran ${ran.join(', ')}`);
    const settle = await agree(location, config, progress);
    const dataSource = await new DataSource(options).initialize();
    if ('embeddedHost' in location) forgetOldSession(dataSource);
    return { dataSource, settle, stopEngine };
  } catch (error) {
    await stopEngine();
    throw error;
  }
}

/**
 * Compares this process's keys with those of the others, and shows its own on a connection that lasts until the returned function is
 * called.
 */
async function agree(location: DatabaseLocation, config: Config, progress: (line: string) => void): Promise<() => Promise<void>> {
  const client = await connectTo(location);
  const end = (): Promise<void> => client.end().catch(() => undefined);
  const alone = 'embeddedHost' in location;
  try {
    await agreeOnKeys(client, config, alone, progress);
  } catch (error) {
    await end();
    throw error;
  }
  if (!alone) return end;
  await end();
  return () => Promise.resolve();
}

/** A separate connection without timeouts, as in `migrate`. */
export async function connectTo(location: DatabaseLocation): Promise<DatabaseClient> {
  const client = 'embeddedHost' in location ? embeddedClient(location.embeddedHost) : serverClient(location.url);
  client.on('error', () => undefined); // the failing query reports it
  await client.connect();
  await client.lookAtSettings();
  return client;
}

const embeddedClient = (host: string): DatabaseClient => new DatabaseClient({ host, port: 5432, user: 'postgres', database: 'postgres' });

function serverClient(url: string): DatabaseClient {
  const server = databaseServer(url);
  const { connectionString, ssl, sslnegotiation } = server;
  return new server.Client({
    connectionString,
    ssl,
    ...(sslnegotiation === undefined ? {} : { sslnegotiation }),
    application_name: 'customer-messages keys',
    connectionTimeoutMillis: CONNECT_AT_START,
    keepAlive: true,
  });
}

/** PGlite is one session for its whole life: a new connection would find the prepared statements of the one before. */
function forgetOldSession(dataSource: DataSource): void {
  ((dataSource.driver as PostgresDriver).master as Pool).on('connect', (client) => {
    void client.query('DISCARD ALL').catch(() => undefined);
  });
}
