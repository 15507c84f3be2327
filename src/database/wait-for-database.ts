import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ConfigError } from '../config/config.js';
import { isDatabaseAway } from './database.js';

/**
 * Waits until the PostgreSQL server at `url` takes connections.
 *
 * @param progress is told, about every two seconds, how long it has been.
 * @throws ConfigError when the server does not answer in time, or answers with a refusal that waiting will not change.
 */
export async function waitForDatabase(url: string, seconds: number, progress: (line: string) => void): Promise<void> {
  const started = Date.now();
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // already seen by the query that failed
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
      const version = Number(rows[0]?.server_version_num);
      if (version < 140_000)
        throw new ConfigError([`DATABASE_URL: PostgreSQL 14 or later is needed, the server is ${Math.floor(version / 10_000)}`]);
      return;
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      if (!isDatabaseAway(error)) throw new ConfigError([`DATABASE_URL: the server refused the connection: ${reason(error)}`]);
      const waited = Math.round((Date.now() - started) / 1000);
      if (waited >= seconds) throw new ConfigError([`DATABASE_URL: the server did not answer within ${seconds} seconds: ${reason(error)}`]);
      if (attempt % 4 === 0) progress(`waiting for the database: ${reason(error)} (${waited} of ${seconds} s)`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(500);
  }
}

/** The code alone: a message may repeat the user name or the password's fate. */
function reason(error: unknown): string {
  const cause = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = (cause as { code?: unknown }).code;
  if (code === '28P01' || code === '28000') return 'wrong user or password';
  if (code === '3D000') return 'no such database';
  return typeof code === 'string' ? code : 'no answer';
}
