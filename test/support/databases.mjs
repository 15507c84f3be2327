import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** @typedef {'pglite' | 'postgres'} DatabaseKind */

/**
 * The database of the running suite.
 *
 * @returns {DatabaseKind}
 */
export const databaseKind = () => /** @type {any} */ (globalThis).DATABASE;

/**
 * The running suite's name in jest.config.mjs.
 *
 * @returns {string}
 */
export const suiteName = () => /** @type {any} */ (globalThis).SUITE;

/** The server that tests may create databases on. Its database's name must say that it is for tests. */
function testServer() {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set');
  if (!new URL(url).pathname.includes('test')) throw new Error('the database of TEST_DATABASE_URL must have "test" in its name');
  return url;
}

/** An empty database on the PostgreSQL server of the tests. */
export async function createDatabase() {
  const name = `cm_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(testServer());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** @param {string} statement */
async function onServer(statement) {
  const client = new Client({ connectionString: testServer() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Whether the service of a suite counts calls in Redis.
 *
 * @param {DatabaseKind} [kind]
 */
export const usesRedis = (kind = databaseKind()) => kind === 'postgres' && Boolean(process.env.TEST_REDIS_URL);

/**
 * The environment for a start on a separate database of the suite's kind.
 *
 * @param {DatabaseKind} [kind]
 * @returns {Promise<{ env: Record<string, string>, drop: () => Promise<void> }>}
 */
export async function ownDatabase(kind = databaseKind()) {
  if (kind === 'pglite') return { env: {}, drop: () => Promise.resolve() };
  const { url, drop } = await createDatabase();
  return { env: { DATABASE_URL: url, SANDBOX: 'true' }, drop };
}
