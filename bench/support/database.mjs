import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The server to make databases on. */
const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * Runs statements, one after the other, on a connection of their own.
 *
 * @param {string} url
 * @param {...string} statements
 * @returns {Promise<Record<string, any>[]>} the rows of the last
 */
export async function sql(url, ...statements) {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the query that it breaks rejects
  await client.connect();
  try {
    /** @type {Record<string, any>[]} */
    let rows = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * @returns {Promise<string>} the server's version
 * @throws an Error that says what to do when no server answers
 */
export async function serverVersion() {
  try {
    const [row] = await sql(SERVER, 'SHOW server_version');
    return row?.server_version;
  } catch (error) {
    const { hostname, port } = new URL(SERVER);
    const reason = error instanceof Error ? error.message || String(/** @type {{ code?: unknown }} */ (error).code) : String(error);
    throw new Error(
      `PostgreSQL is needed, and ${hostname}:${port || '5432'} does not let us in (${reason}).\n` +
        'Start one there, or name another: TEST_DATABASE_URL=postgres://user:password@host:5432/database npm run bench',
    );
  }
}

/**
 * An empty database, dropped by the clean-up.
 *
 * @param {import('./cleanup.mjs').Cleanup} cleanup
 * @param {string} name part of its name
 */
export async function createDatabase(cleanup, name) {
  const database = `cm_bench_${name}_${randomBytes(4).toString('hex')}`;
  await sql(SERVER, `CREATE DATABASE ${database}`);
  cleanup.add(() => sql(SERVER, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
  const url = new URL(SERVER);
  url.pathname = `/${database}`;
  return url.href;
}

/** Writes dirty pages now, so that no turn pays for another's writes. Skipped without the privilege. */
export async function checkpoint() {
  await sql(SERVER, 'CHECKPOINT').catch(() => undefined);
}
