import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config/config.js';
import type { DatabaseClient } from './database-client.js';
import { isDatabaseAway } from './database.js';
import { checkServer, type ServerFound } from './server-check.js';
import { reasonOf } from './server/connection-errors.js';
import { databaseServer, isWayRefused, type UrlVariable } from './server/database-server.js';
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
      if (!isDatabaseAway(error)) throw new ConfigError([`${variable}: the server refused the connection: ${reasonOf(refusal ?? error)}`]);
      const waited = Math.round((Date.now() - started) / 1000);
      if (waited >= seconds) throw new ConfigError([`${variable}: ${whatIsMissing(seconds, error)}`]);
      if (attempt % 4 === 0) progress(`waiting for the database: ${reasonOf(error)} (${waited} of ${seconds} s)`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(500);
  }
}

function newClient(url: string, variable: UrlVariable): DatabaseClient {
  const { Client, connectionString, hasOtherWay: _, ...driver } = databaseServer(url, variable);
  const client = new Client({ connectionString, ...driver, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined); // already seen by the query that failed
  return client;
}

const whatIsMissing = (seconds: number, error: unknown): string =>
  (error as { code?: unknown }).code === '25006'
    ? `the server was a standby, which takes no writes, for ${seconds} seconds: promote it, or name the primary`
    : `the server did not answer within ${seconds} seconds: ${reasonOf(error)}`;
