import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Pool } from 'pg';
import type { Config } from '../config/config.js';
import { type DatabaseLocation, dataSourceOptions } from './data-source-options.js';
import { startEmbeddedEngine } from './embedded/engine.js';
import { prepareDataDir } from './embedded/data-dir.js';
import { migrate } from './migrate.js';
import { waitForDatabase } from './wait-for-database.js';

export interface OpenDatabase {
  readonly dataSource: DataSource;
  /** Ends the embedded engine, if there is one; to be called after the data source is destroyed. */
  stopEngine(): Promise<void>;
}

/** Finds the database of the configuration, starting the embedded one when no other is named. */
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

/** Opens the database with its schema up to date. */
export async function openDatabase(config: Config, progress: (line: string) => void): Promise<OpenDatabase> {
  const { location, stopEngine } = await locateDatabase(config, progress);
  try {
    const options = dataSourceOptions(location);
    const ran = await migrate(options, 'embeddedHost' in location);
    if (ran.length > 0) progress(`database schema: ran ${ran.join(', ')}`);
    const dataSource = await new DataSource(options).initialize();
    if ('embeddedHost' in location) forgetOldSession(dataSource);
    return { dataSource, stopEngine };
  } catch (error) {
    await stopEngine();
    throw error;
  }
}

/** PGlite is one session for its whole life: a new connection would find the prepared statements of the one before. */
function forgetOldSession(dataSource: DataSource): void {
  ((dataSource.driver as PostgresDriver).master as Pool).on('connect', (client) => {
    void client.query('DISCARD ALL').catch(() => undefined);
  });
}
