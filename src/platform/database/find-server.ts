import { type Config, ConfigError } from '../config/config.js';
import { databaseServer } from './server/database-server.js';
import { lookAtPooler } from './server/look-at-pooler.js';
import type { Kept } from './server/pooling.js';
import { waitForDatabase } from './wait-for-database.js';

const ALL: Kept = { sessions: true, statements: true };

type Settings = Pick<Config, 'databaseDirectUrl' | 'databaseReplicaUrls' | 'databaseWaitSeconds' | 'databasePreparedStatements'>;

/**
 * Waits for the server of `DATABASE_URL`, and of `DATABASE_DIRECT_URL` where that is set, and finds out what a pooler before it keeps
 * (decision 84). Connections find that at {@link databaseServer}.
 *
 * @throws ConfigError with one sentence that says what to change.
 */
export async function findServer(url: string, settings: Settings, progress: (line: string) => void): Promise<void> {
  const { databaseDirectUrl: directUrl, databaseWaitSeconds: seconds, databasePreparedStatements: wish } = settings;
  for (const replica of settings.databaseReplicaUrls) databaseServer(replica, 'DATABASE_REPLICA_URLS'); // before anything is changed
  const { place, isPooled } = await waitForDatabase(url, seconds, progress);
  const kept = isPooled ? await lookAtPooler(url, 'DATABASE_URL') : ALL;
  const { pooling } = databaseServer(url);
  pooling.learn(kept, wish);
  if (directUrl !== undefined) await checkDirect(directUrl, place, seconds, progress);
  const costs = [
    ...(pooling.usesNames ? [] : ['it keeps no prepared statements, so each statement is planned anew']),
    ...(kept.sessions || directUrl !== undefined ? [] : [WITHOUT_DIRECT_URL]),
  ];
  if (isPooled && costs.length > 0) progress(`DATABASE_URL leads to a pooler such as PgBouncer: ${costs.join('; ')}`);
}

const WITHOUT_DIRECT_URL =
  'it shares sessions, and DATABASE_DIRECT_URL is not set, so nothing is listened to: changes of other processes are seen within a second ' +
  'and their deliveries within four instead of at once, and keys are not compared with those of other processes';

/** Migrations run there, so it has to be the same database, and listening and locks need a session. */
async function checkDirect(url: string, place: string, seconds: number, progress: (line: string) => void): Promise<void> {
  const variable = 'DATABASE_DIRECT_URL';
  const found = await waitForDatabase(url, seconds, progress, variable);
  if (found.place !== place) throw new ConfigError([`${variable} leads to another database, or another schema of it, than DATABASE_URL`]);
  if (found.isPooled && !(await lookAtPooler(url, variable)).sessions)
    throw new ConfigError([`${variable} leads to a pooler that shares sessions: name PostgreSQL itself, or a PgBouncer in session mode`]);
}
