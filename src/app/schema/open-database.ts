import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Pool } from 'pg';
import type { Config } from '../../platform/config/config.js';
import { DatabaseClient } from '../../platform/database/database-client.js';
import { type DatabaseLocation, dataSourceOptions, direct } from './data-source-options.js';
import { startEmbeddedEngine } from '../../platform/database/embedded/engine.js';
import { prepareDataDir } from '../../platform/database/embedded/data-dir.js';
import { findServer } from '../../platform/database/find-server.js';
import { agreeOnKeys, type Others } from '../../platform/keys/agree-on-keys.js';
import { CONNECT_AT_START, migrate, checkTablesOf } from '../../platform/database/migrate.js';
import { databaseServer } from '../../platform/database/server/database-server.js';

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
    await findServer(config.databaseUrl, config, progress);
    const location = { url: config.databaseUrl, poolSize: config.databasePoolSize, directUrl: config.databaseDirectUrl };
    return { location, stopEngine: () => Promise.resolve() };
  }
  progress('starting the embedded database');
  const engine = await startEmbeddedEngine(config.dataDir, progress);
  return { location: { embeddedHost: engine.host }, stopEngine: () => engine.stop() };
}

/** Opens the database and brings its schema up to date. */
export async function openDatabase(config: Config, progress: (line: string) => void): Promise<OpenDatabase> {
  const { location, stopEngine } = await locateDatabase(config, progress);
  try {
    const ran = await migrateDatabase(location);
    if (ran.length > 0) progress(`database schema: ran ${ran.join(', ')}`);
    const settle = await agree(location, config, progress);
    const dataSource = await new DataSource(dataSourceOptions(location)).initialize();
    if ('embeddedHost' in location) forgetOldSession(dataSource);
    else if (location.directUrl !== undefined) await checkTablesOf(dataSource); // the role may be another one here
    return { dataSource, settle, stopEngine };
  } catch (error) {
    await stopEngine();
    throw error;
  }
}

/** @returns the names of the migrations that ran. */
export const migrateDatabase = (location: DatabaseLocation): Promise<string[]> =>
  migrate(dataSourceOptions(direct(location)), 'embeddedHost' in location);

/** Whether other processes can use the database, and can be seen there. */
export function othersOn(location: DatabaseLocation): Others {
  const way = direct(location);
  if ('embeddedHost' in way) return 'none';
  return databaseServer(way.url).pooling.keepsSessions ? 'seen' : 'unseen';
}

/**
 * Compares this process's keys with those of the others, and shows its own on a connection that lasts until the returned function is
 * called.
 */
async function agree(location: DatabaseLocation, config: Config, progress: (line: string) => void): Promise<() => Promise<void>> {
  const client = await connectTo(location);
  const end = (): Promise<void> => client.end().catch(() => undefined);
  const others = othersOn(location);
  try {
    await agreeOnKeys(client, config, others, progress);
  } catch (error) {
    await end();
    throw error;
  }
  if (others === 'seen') return end;
  await end();
  return () => Promise.resolve();
}

/** A separate connection without timeouts, as in `migrate`. */
export async function connectTo(location: DatabaseLocation): Promise<DatabaseClient> {
  const way = direct(location);
  const client = 'embeddedHost' in way ? embeddedClient(way.embeddedHost) : serverClient(way.url);
  client.on('error', () => undefined); // the failing query reports it
  await client.connect();
  await client.lookAtSettings();
  return client;
}

const embeddedClient = (host: string): DatabaseClient => new DatabaseClient({ host, port: 5432, user: 'postgres', database: 'postgres' });

function serverClient(url: string): DatabaseClient {
  const { Client, connectionString, hasOtherWay: _, ...driver } = databaseServer(url);
  return new Client({
    ...driver,
    connectionString,
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
