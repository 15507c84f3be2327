import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { type Actor, AuditTrail } from '../audit/audit-trail.service.js';
import type { Principal } from '../auth/principal.js';
import { IS_REVOKED } from '../auth/session.entity.js';
import { ObpError } from '../obp/errors/obp-error.js';

/** Ends sessions before they expire, each with a record in the audit trail; every replica refuses them within a second. */
@Injectable()
export class SessionRevocations {
  constructor(private readonly audit: AuditTrail) {}

  /** @throws ObpError OBP-98140 (404) for a session that is not the user's, or not to be used any more. */
  revokeOne(actor: Actor, userId: string, sessionId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const revoked = isUuid(sessionId) ? await revoke(manager, 's.user_id = $1 AND s.session_id = $2', [userId, sessionId]) : 0;
      if (revoked === 0) throw new ObpError('SessionNotFound');
      await record({ action: 'session.revoked', subjectId: sessionId, after: { user_id: userId } });
    });
  }

  /** Ends all of the caller's sessions except that of the call, and what could still become one. */
  revokeOthers(actor: Actor, { user: { userId }, sessionId }: Principal): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await stopNewOnes(manager, 'users', userId);
      const sessions = await revoke(manager, 's.user_id = $1 AND s.session_id <> $2', [userId, sessionId]);
      await record({ action: 'user.sessions_revoked', subjectId: userId, after: { sessions, except: sessionId } });
    });
  }

  /** @throws ObpError OBP-98141 (404) where the user has no sessions with the application. */
  revokeApplication(actor: Actor, userId: string, consumerId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await awaitSignIns(manager, 'users', userId);
      const agreed = await forgetAgreements(manager, 'user_id = $1 AND consumer_id = $2', [userId, consumerId]);
      const sessions = await revoke(manager, 's.user_id = $1 AND s.consumer_id = $2', [userId, consumerId]);
      if (sessions + agreed === 0) throw new ObpError('ApplicationNotFound');
      await record({ action: 'user.sessions_revoked', subjectId: userId, after: { sessions, consumer_id: consumerId } });
    });
  }

  /** Ends all sessions of a user, and tokens of other issuers that were made until now. */
  revokeUser(actor: Actor, userId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await stopNewOnes(manager, 'users', userId);
      const sessions = await revoke(manager, 's.user_id = $1', [userId]);
      await record({ action: 'user.sessions_revoked', subjectId: userId, after: { sessions } });
    });
  }

  /** As {@link revokeUser}, of all users of a consumer, without a look at the sessions: see `IS_REVOKED`. */
  revokeConsumer(actor: Actor, consumerId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await stopNewOnes(manager, 'consumers', consumerId);
      await record({ action: 'consumer.sessions_revoked', subjectId: consumerId });
    });
  }
}

const KEYS = { users: 'user_id', consumers: 'consumer_id' } as const;

/** Sign-ins hold the row too: the sessions of those under way are seen then, and those to come wait for the end of the transaction. */
const awaitSignIns = (manager: EntityManager, table: keyof typeof KEYS, id: string): Promise<unknown> =>
  manager.query(`SELECT 1 FROM ${table} WHERE ${KEYS[table]} = $1 FOR NO KEY UPDATE`, [id]);

/** Tokens of other issuers that were made until now, and tokens of OAuth 1.0a that were agreed to, open no session any more. */
async function stopNewOnes(manager: EntityManager, table: keyof typeof KEYS, id: string): Promise<void> {
  await awaitSignIns(manager, table, id);
  await forgetAgreements(manager, `${KEYS[table]} = $1`, [id]);
  await manager.query(`UPDATE ${table} SET tokens_revoked_at = clock_timestamp() WHERE ${KEYS[table]} = $1`, [id]);
}

/**
 * Before the sessions are revoked: an exchange that is under way is waited for, and its session is seen then.
 *
 * @returns how many applications could have fetched a token.
 */
async function forgetAgreements(manager: EntityManager, which: string, values: string[]): Promise<number> {
  const [row] = await manager.query<{ forgotten: number }[]>(
    `WITH gone AS (DELETE FROM oauth_request_tokens WHERE ${which} RETURNING 1) SELECT count(*)::int AS forgotten FROM gone`,
    values,
  );
  return row?.forgotten ?? 0;
}

/**
 * Rows are locked in the order of their ids, so that revocations that meet in some rows wait for each other and never in a circle.
 *
 * @returns how many sessions could be used until now.
 */
async function revoke(manager: EntityManager, which: string, values: string[]): Promise<number> {
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
