// Proves the migrations on an empty database: up, no drift from the entities, down to nothing, up again. The database is made on the server
// of TEST_DATABASE_URL; without it the embedded one is used.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { createDatabase } from '../test/support/databases.mjs';
import { build } from './build.mjs';

// TypeORM asks for the types of all array columns at once on one connection, and pg warns of that. No other warning is held back.
const warn = process.emitWarning;
process.emitWarning = (/** @type {string | Error} */ warning, /** @type {any[]} */ ...rest) => {
  if (!String(warning).startsWith('Calling client.query() when the client is already executing')) warn(warning, ...rest);
};

await build();
const { dataSourceOptions } = await import('../dist/src/app/schema/data-source-options.js');
const { startEmbeddedEngine } = await import('../dist/src/platform/database/embedded/engine.js');

/** @type {string[]} */
const problems = [];
const { location, remove } = process.env.TEST_DATABASE_URL ? await onServer() : await embedded();
try {
  const dataSource = await new DataSource(dataSourceOptions(location)).initialize();
  try {
    await check(dataSource);
  } finally {
    await dataSource.destroy();
  }
} finally {
  await remove();
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** @param {DataSource} dataSource */
async function check(dataSource) {
  await dataSource.runMigrations({ transaction: 'each' });
  say(`up: ran ${dataSource.migrations.length} migrations`);
  await compareWithEntities(dataSource);
  for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
  for (const left of await objects(dataSource)) problems.push(`down leaves ${left}`);
  say('down');
  await dataSource.runMigrations({ transaction: 'each' });
  await compareWithEntities(dataSource);
  say('up again');
}

/** @param {DataSource} dataSource */
async function compareWithEntities(dataSource) {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  for (const { query } of upQueries) problems.push(`the entities differ from the migrations: ${query}`);
  const known = dataSource.entityMetadatas.map(({ tableName }) => `table ${tableName}`);
  for (const object of await objects(dataSource))
    if (object.startsWith('table ') && !known.includes(object)) problems.push(`no entity has the ${object}`);
  say(`drift: ${upQueries.length} statements`);
}

/**
 * The contents of the database, apart from TypeORM's own table.
 *
 * @param {DataSource} dataSource
 * @returns {Promise<string[]>}
 */
async function objects(dataSource) {
  const rows = await dataSource.query(`
    SELECT CASE c.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'table' END || ' ' || c.relname AS object
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^(migrations|PK_.*)'
     UNION ALL
    SELECT 'function ' || p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
     UNION ALL
    SELECT 'type ' || t.typname FROM pg_type t
     WHERE t.typnamespace = 'public'::regnamespace AND t.typrelid = 0 AND t.typelem = 0
     ORDER BY 1`);
  return rows.map((/** @type {{ object: string }} */ { object }) => object);
}

async function onServer() {
  const { url, drop } = await createDatabase();
  return { location: { url, poolSize: 2 }, remove: drop };
}

async function embedded() {
  const folder = mkdtempSync(join(tmpdir(), 'cm-test-'));
  const engine = await startEmbeddedEngine(folder, say);
  const remove = async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { location: { embeddedHost: engine.host }, remove };
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
