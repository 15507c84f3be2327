import type { EntityManager } from 'typeorm';
import { IS_REVOKED } from './session.entity.js';

/*
 * The statements that end sessions, for use inside a transaction. Always lock in this order, so that two transactions cannot deadlock: the
 * row of the user or consumer, agreements, sessions.
 */

const KEYS = { users: 'user_id', consumers: 'consumer_id' } as const;

/** Sign-ins lock the row too: sessions of sign-ins under way are visible then, and later sign-ins wait for the end of the transaction. */
export const awaitSignIns = (manager: EntityManager, table: keyof typeof KEYS, id: string): Promise<unknown> =>
  manager.query(`SELECT 1 FROM ${table} WHERE ${KEYS[table]} = $1 FOR NO KEY UPDATE`, [id]);

/** Existing tokens of other issuers, and authorized OAuth 1.0a tokens, no longer open a session. */
export async function stopNewOnes(manager: EntityManager, table: keyof typeof KEYS, id: string): Promise<void> {
  await awaitSignIns(manager, table, id);
  await forgetAgreements(manager, `${KEYS[table]} = $1`, [id]);
  await manager.query(`UPDATE ${table} SET tokens_revoked_at = clock_timestamp() WHERE ${KEYS[table]} = $1`, [id]);
}

/**
 * Before the sessions are revoked: this waits for an exchange under way, whose session is then visible.
 *
 * @returns how many applications could have fetched a token.
 */
export async function forgetAgreements(manager: EntityManager, which: string, values: string[]): Promise<number> {
  const [row] = await manager.query<{ forgotten: number }[]>(
    `WITH gone AS (DELETE FROM oauth_request_tokens WHERE ${which} RETURNING 1) SELECT count(*)::int AS forgotten FROM gone`,
    values,
  );
  return row?.forgotten ?? 0;
}

/**
 * Rows are locked in the order of their ids, so that overlapping revocations cannot deadlock.
 *
 * @returns how many sessions were usable until now.
 */
export async function revoke(manager: EntityManager, which: string, values: string[]): Promise<number> {
  const [row] = await manager.query<{ revoked: number }[]>(
    `WITH taken AS (
       SELECT s.session_id FROM sessions s JOIN consumers c ON c.consumer_id = s.consumer_id
        WHERE ${which} AND NOT ${IS_REVOKED} AND s.expires_at > now()
        ORDER BY s.session_id FOR UPDATE OF s),
     done AS (UPDATE sessions s SET revoked_at = now() FROM taken WHERE s.session_id = taken.session_id RETURNING 1)
     SELECT count(*)::int AS revoked FROM done`,
    values,
  );
  return row?.revoked ?? 0;
}
