import { DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';

/** Any number that no other user of the database takes for its own advisory lock. */
const LOCK = 4_071_929_385;

/**
 * Runs the migrations that are still to run. Of replicas that start together one does it, the others wait for it.
 *
 * @returns the names of the migrations that this call ran.
 */
export async function migrate(options: DataSourceOptions): Promise<string[]> {
  // A pool of its own with one connection: the lock and the migrations must be on the same session, and statements
  // may take longer here than a request's may.
  const extra = { ...(options.extra as object), statement_timeout: undefined, query_timeout: undefined };
  const dataSource = await new DataSource({ ...options, poolSize: 1, extra } as DataSourceOptions).initialize();
  try {
    const runner = dataSource.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    try {
      // Set after the advisory lock, which it would cut short too: a release must not queue behind a long
      // transaction while every request queues behind the release.
      await runner.query(`SET lock_timeout = '10s'`);
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'each';
      const done = await executor.executePendingMigrations();
      return done.map(({ name }) => name);
    } finally {
      // Without a connection there is no lock either; why it went is what the caller has to see.
      await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
      await runner.release();
    }
  } finally {
    await dataSource.destroy();
  }
}
