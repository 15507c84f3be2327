import { QueryFailedError, type QueryRunner } from 'typeorm';
import { ConfigError } from '../config/config.js';
import type { Migration } from './migration.js';

const names = (runner: QueryRunner, fits: (migration: Migration) => boolean = () => true): string[] =>
  (runner.dataSource.migrations as Migration[]).filter(fits).map(({ name }) => name);

/**
 * Marks the migrations that older versions can run beside, in the database, where those versions find the mark. Call this in a migration's
 * transaction: the mark is there as soon as the change is.
 */
export async function markExpanding(runner: QueryRunner): Promise<void> {
  const expanding = names(runner, (migration) => migration.expanding === true);
  if (!(await hasMarks(runner))) return; // an older database, before the migration that adds the marks
  await runner.query('UPDATE migrations SET expanding = true WHERE NOT expanding AND name = ANY($1)', [expanding]);
}

async function hasMarks(runner: QueryRunner): Promise<boolean> {
  const rows = await runner.manager.query<unknown[]>(
    `SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('migrations') AND attname = 'expanding' AND NOT attisdropped`,
  );
  return rows.length > 0;
}

/**
 * @throws ConfigError when a newer version has changed the schema in a way that this one does not know and that is not
 * marked as expanding: what this version writes could be wrong, and what it reads could be missing.
 */
export async function checkSchema(runner: QueryRunner): Promise<void> {
  if (!(await hasTable(runner))) return;
  await checkTable(runner);
  const bare = !(await hasMarks(runner));
  const unknown = await runner.manager.query<{ name: string }[]>(
    `SELECT name FROM migrations WHERE name <> ALL($1) ${bare ? '' : 'AND NOT expanding'} ORDER BY timestamp, name`,
    [names(runner)],
  );
  if (unknown.length === 0) return;
  const list = unknown.map(({ name }) => name).join(', ');
  throw new ConfigError([
    `the schema of the database is newer than this version of the service: it does not know ${list}, not marked as expanding; start the newer version`,
  ]);
}

async function hasTable(runner: QueryRunner): Promise<boolean> {
  const [row] = await runner.manager.query<{ exists: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS exists`);
  return row?.exists === true;
}

interface Rights {
  role: string;
  schema: string;
  may_create: boolean;
}

const rights = async (runner: QueryRunner): Promise<Rights> => {
  const [row] = await runner.manager.query<[Rights]>(
    `SELECT quote_ident(current_user) AS role, quote_ident(current_schema()) AS schema, has_schema_privilege(current_schema(), 'CREATE') AS may_create`,
  );
  return row;
};

const grantTables = ({ role, schema }: Rights): string =>
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`;

async function checkTable(runner: QueryRunner): Promise<void> {
  const [row] = await runner.manager.query<{ readable: boolean }[]>(`SELECT has_table_privilege('migrations', 'SELECT') AS readable`);
  if (row?.readable === true) return;
  const found = await rights(runner);
  refuse(`the role ${found.role} may not read the table migrations: ${grantTables(found)}`);
}

/** @throws ConfigError when there are migrations to run and the role may not create tables. */
export async function checkRights(runner: QueryRunner): Promise<void> {
  const ran = (await hasTable(runner)) ? await runner.manager.query<{ name: string }[]>('SELECT name FROM migrations') : [];
  const done = new Set(ran.map(({ name }) => name));
  const pending = names(runner).filter((name) => !done.has(name));
  if (pending.length === 0) return;
  const { role, schema, may_create: mayCreate } = await rights(runner);
  if (mayCreate) return;
  refuse(
    `the role ${role} may not make tables in the schema ${schema}, where ${pending.length} migrations are to run: GRANT CREATE ON SCHEMA ${schema} TO ${role}`,
  );
}

/** @throws ConfigError when the role may not use the tables, for example because another role ran the migrations. */
export async function checkTables(runner: QueryRunner): Promise<void> {
  const tables = runner.dataSource.entityMetadatas.map(({ tableName }) => tableName);
  const closed = await runner.manager.query<{ name: string }[]>(
    `SELECT t.name FROM unnest($1::text[]) AS t (name)
      WHERE NOT (has_table_privilege(t.name, 'SELECT') AND has_table_privilege(t.name, 'INSERT')) ORDER BY 1`,
    [tables],
  );
  if (closed.length === 0) return;
  const found = await rights(runner);
  refuse(`the role ${found.role} may not use ${closed.map(({ name }) => name).join(', ')}: ${grantTables(found)}`);
}

/** SQLSTATE for missing privileges. */
const INSUFFICIENT_PRIVILEGE = '42501';

/** The error to report for a failed migration: unchanged, unless the role lacks privileges. */
export async function explainRefusal(error: unknown, runner: QueryRunner): Promise<unknown> {
  if (!(error instanceof QueryFailedError) || (error.driverError as { code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) return error;
  const { role } = await rights(runner);
  const [row] = await runner.manager.query<{ owner: string }[]>(
    `SELECT quote_ident(pg_get_userbyid(relowner)) AS owner FROM pg_class WHERE oid = to_regclass('migrations')`,
  );
  const owner = row?.owner ?? 'the owner';
  return new ConfigError([
    `DATABASE_URL: the role ${role} may not run the migrations (${error.message}): start this version once as ${owner}, or GRANT ${owner} TO ${role}`,
  ]);
}

function refuse(sentence: string): never {
  throw new ConfigError([`DATABASE_URL: ${sentence}`]);
}
