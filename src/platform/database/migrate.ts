import { AbstractLogger, DataSource, type DataSourceOptions, MigrationExecutor, type QueryRunner } from 'typeorm';
import { MigrationTransactions } from './migration-transactions.js';
import { checkRights, checkSchema, checkTables, explainRefusal } from './schema-check.js';

/**
 * Milliseconds for which a connection of the start may be made. While the code is being loaded nothing is read for seconds on a busy machine,
 * and nobody waits for an answer yet.
 */
export const CONNECT_AT_START = 30_000;

/** A number that no other user of the database uses for an advisory lock. */
const LOCK = 4_071_929_385;

/**
 * Runs the pending migrations. When replicas start together, one does it and the others wait.
 *
 * @param embedded whether the database is the embedded one, which only this process uses and which has one connection.
 * @returns the names of the migrations that this call ran.
 * @throws ConfigError when the schema is newer than this version of the service, or the role may not change it.
 */
export async function migrate(options: DataSourceOptions, embedded: boolean): Promise<string[]> {
  // A separate pool: statements may take longer here than in a request, and some may not run in a transaction.
  const extra = { ...(options.extra as object), stopsSlowStatements: false, onConnect: undefined };
  const own = {
    ...options,
    poolSize: embedded ? 1 : 2,
    connectTimeoutMS: CONNECT_AT_START,
    extra,
    subscribers: [MigrationTransactions],
    logger: new Silent(),
  };
  const dataSource = await new DataSource(own as DataSourceOptions).initialize();
  try {
    return embedded ? await run(dataSource) : await locked(dataSource, () => run(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

/** TypeORM always writes the text of a failure to the console, whatever its settings; that text may quote a row. */
class Silent extends AbstractLogger {
  protected override writeLog(): void {
    // The error tells the caller.
  }
}

/** The lock belongs to a transaction, not to a session: behind PgBouncer nobody keeps a session. */
async function locked<Result>(dataSource: DataSource, work: () => Promise<Result>): Promise<Result> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query('SET LOCAL lock_timeout = 0'); // others may take their time to migrate
    await holder.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return await work();
  } finally {
    // Without a connection there is no lock either; the caller has to see why the connection was lost.
    await holder.rollbackTransaction().catch(() => undefined);
    await holder.release();
  }
}

async function run(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await checkSchema(runner);
    await checkRights(runner);
    const ran = await execute(dataSource, runner);
    await checkTables(runner);
    return ran;
  } finally {
    await runner.release();
  }
}

/** @throws ConfigError when the role of the service's own connections may not use the tables. */
export async function checkTablesOf(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await checkTables(runner);
  } finally {
    await runner.release();
  }
}

async function execute(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  try {
    return (await executor.executePendingMigrations()).map(({ name }) => name);
  } catch (error) {
    throw await explainRefusal(error, runner);
  }
}
