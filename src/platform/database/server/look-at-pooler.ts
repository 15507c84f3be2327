import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../config/config.js';
import type { DatabaseClient } from '../database-client.js';
import { databaseServer } from './database-server.js';
import type { Kept } from './pooling.js';

/** Milliseconds for each step; a pooler that has no second session to give lets us wait. */
const PATIENCE = 5_000;
/** Where others use the pooler too, a connection may get the session of before by chance; not so often. */
const ROUNDS = 5;

/** What fails for a moment, such as a login while all connections are taken, must not decide for as long as the process runs. */
const ATTEMPTS = 5;
/** Milliseconds. */
const PAUSE = 1_000;

/** What may be relied on where nothing is known. */
const NOTHING: Kept = { sessions: false, statements: false };

/**
 * Finds out what the pooler at a URL keeps. There is nothing to ask: a connection to a database reaches PostgreSQL, not the pooler. So two
 * connections use it as the service would, and look at which sessions of PostgreSQL they get.
 *
 * @throws ConfigError when it takes no transactions.
 */
export async function lookAtPooler(url: string, variable: string, attempts = ATTEMPTS): Promise<Kept> {
  // Without what is known of the pooler: nobody is to read in the log what this finds out.
  const { Client, connectionString, hasOtherWay: _, pooling: __, ...driver } = databaseServer(url);
  const clients = Array.from(
    { length: 2 },
    () => new Client({ ...driver, connectionString, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE }),
  ) as [DatabaseClient, DatabaseClient];
  try {
    for (const client of clients) {
      client.on('error', () => undefined); // already seen by the query that failed
      await client.connect();
    }
    const sessions = await keepsSessions(...clients);
    return { sessions, statements: await keepsStatements(clients[0], sessions) };
  } catch (error) {
    if (isStatementMode(error))
      throw new ConfigError([
        `${variable}: PgBouncer takes no transactions in statement mode: the service needs pool_mode transaction or session`,
      ]);
    if (attempts === 1 || isTimeout(error)) return NOTHING;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
  await sleep(PAUSE);
  return lookAtPooler(url, variable, attempts - 1);
}

/** The number of the session in which a statement of this connection runs now. */
async function sessionOf(client: DatabaseClient): Promise<number | undefined> {
  return (await client.query<{ session: number }>('SELECT pg_backend_pid() AS session')).rows[0]?.session;
}

/**
 * Both connections hold a session in a transaction, so they hold two. Then both sessions are free, and the first connection asks for one
 * twice: it gets the other one at the first or the second time, whether the pooler hands out what was used last (as PgBouncer does) or
 * what was used longest ago (`server_round_robin`).
 */
async function keepsSessions(one: DatabaseClient, other: DatabaseClient): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round++) {
    await one.query('BEGIN');
    await other.query('BEGIN');
    const held = await sessionOf(one);
    await one.query('COMMIT');
    await other.query('COMMIT');
    for (let time = 0; time < 2; time++) if ((await sessionOf(one)) !== held) return false;
  }
  return true;
}

/**
 * A pooler that keeps statements prepares them under names of its own (PgBouncer from 1.21 on, with `max_prepared_statements`), so in the
 * session ours is not found. Any other passes our name on, and another connection's session does not know it.
 */
async function keepsStatements(client: DatabaseClient, sessions: boolean): Promise<boolean> {
  if (sessions) return true;
  const name = `customer_messages_${randomBytes(8).toString('hex')}`;
  await client.query('BEGIN');
  const own = await client.query({ name, text: 'SELECT FROM pg_prepared_statements WHERE name = $1', values: [name] });
  const isPassedOn = own.rowCount !== 0;
  if (isPassedOn) await client.query(`DEALLOCATE ${name}`); // the session goes to somebody else
  await client.query('COMMIT');
  return !isPassedOn;
}

/** Of the driver, where a pooler has no second session to give. */
const isTimeout = (error: unknown): boolean => /timeout/i.test(String((error as { message?: unknown }).message));

/** PgBouncer gives all of its own errors this code, and always in English. */
function isStatementMode(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === '08P01' && /statement pooling mode/.test(String(message));
}
