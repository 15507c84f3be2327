import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config/config.js';
import type { DatabaseClient } from './database-client.js';
import { isDatabaseAway } from './database.js';
import { checkServer, type ServerFound, type UrlVariable } from './server-check.js';
import { databaseServer, isWayRefused } from './server/database-server.js';
import { standbyError } from './server/primary-pool.js';

/**
 * Waits until the PostgreSQL server at `url` takes connections, and writes. A standby is waited for as an unavailable server is: a failover
 * may be under way.
 *
 * @param progress is called about every two seconds with the time waited so far.
 * @param variable is named by errors.
 * @throws ConfigError when the server does not answer in time, or answers with a refusal that waiting will not change.
 */
export async function waitForDatabase(
  url: string,
  seconds: number,
  progress: (line: string) => void,
  variable: UrlVariable = 'DATABASE_URL',
): Promise<ServerFound> {
  const started = Date.now();
  let refusal: unknown;
  for (let attempt = 0; ; attempt++) {
    const client = newClient(url, variable);
    try {
      await client.connect();
      const found = await checkServer(client, variable);
      if (!found.isStandby) return found;
      throw standbyError();
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      // With and without TLS, if the URL leaves that open; the first of two refusals shows what was wanted.
      if (refusal === undefined && isWayRefused(error) && databaseServer(url).hasOtherWay) {
        refusal = error;
        continue;
      }
      if (!isDatabaseAway(error)) throw new ConfigError([`${variable}: the server refused the connection: ${reason(refusal ?? error)}`]);
      const waited = Math.round((Date.now() - started) / 1000);
      if (waited >= seconds) throw new ConfigError([`${variable}: ${whatIsMissing(seconds, error)}`]);
      if (attempt % 4 === 0) progress(`waiting for the database: ${reason(error)} (${waited} of ${seconds} s)`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(500);
  }
}

/** @throws ConfigError for errors that the driver finds before it connects: a bad escape, a missing certificate. */
function newClient(url: string, variable: UrlVariable): DatabaseClient {
  try {
    const { Client, connectionString, hasOtherWay: _, ...driver } = databaseServer(url);
    const client = new Client({ connectionString, ...driver, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    client.on('error', () => undefined); // already seen by the query that failed
    return client;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${variable} cannot be used: ${reason(error)}`]);
  }
}

const whatIsMissing = (seconds: number, error: unknown): string =>
  (error as { code?: unknown }).code === '25006'
    ? `the server was a standby, which takes no writes, for ${seconds} seconds: promote it, or name the primary`
    : `the server did not answer within ${seconds} seconds: ${reason(error)}`;

const REASONS: Record<string, string> = {
  '28P01': 'wrong user or password',
  '28000': 'wrong user or password, or no access from this machine',
  '3D000': 'no such database',
  '25006': 'it is a standby, which takes no writes',
  '08P01': 'a pooler such as PgBouncer refused the connection (08P01), and its log says why',
  '57014': 'statements are cut off before they end (statement_timeout)',
};

/** Only the code, or our own words: a message may contain the user name or say what is wrong with the password. */
function reason(error: unknown): string {
  const cause = (error instanceof AggregateError ? error.errors[0] : error) as { code?: unknown; message?: unknown };
  if (typeof cause.code === 'string' && /CERT|SIGNATURE/.test(cause.code)) return `its certificate is not accepted (${cause.code})`;
  if (typeof cause.code === 'string') return REASONS[cause.code] ?? cause.code;
  if (/SSL/.test(String(cause.message))) return 'it does not speak TLS';
  if (/password/.test(String(cause.message))) return 'a password is needed';
  return 'no answer';
}
