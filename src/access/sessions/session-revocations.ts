import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { Principal } from './principal.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { awaitSignIns, forgetAgreements, revoke, stopNewOnes } from './end-sessions.js';

/** Ends sessions before they expire, each with a record in the audit trail; every replica refuses them within a second. */
@Injectable()
export class SessionRevocations {
  constructor(private readonly audit: AuditTrail) {}

  /** @throws ObpError OBP-98140 (404) for a session that is not the user's, or no longer usable. */
  revokeOne(actor: Actor, userId: string, sessionId: string): Promise<void> {
    return this.endOne(actor, userId, sessionId, 'session.revoked');
  }

  private endOne(actor: Actor, userId: string, sessionId: string, action: 'session.closed' | 'session.revoked'): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const revoked = isUuid(sessionId) ? await revoke(manager, 's.user_id = $1 AND s.session_id = $2', [userId, sessionId]) : 0;
      if (revoked === 0) throw new ObpError('SessionNotFound');
      await record({ action, subjectId: sessionId, after: { user_id: userId } });
    });
  }

  /**
   * Ends the session of the call.
   *
   * @throws ObpError OBP-98140 (404) if another call was faster.
   */
  signOut(actor: Actor, { user: { userId }, sessionId }: Principal): Promise<void> {
    return this.endOne(actor, userId, sessionId, 'session.closed');
  }

  /** Ends all of the caller's sessions except that of the call, and what could still become one. */
  revokeOthers(actor: Actor, { user: { userId }, sessionId }: Principal): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await stopNewOnes(manager, 'users', userId);
      const sessions = await revoke(manager, 's.user_id = $1 AND s.session_id <> $2', [userId, sessionId]);
      await record({ action: 'user.sessions_revoked', subjectId: userId, after: { sessions, except: sessionId } });
    });
  }

  /** @throws ObpError OBP-98141 (404) if the user has no sessions with the application. */
  revokeApplication(actor: Actor, userId: string, consumerId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await awaitSignIns(manager, 'users', userId);
      const agreed = await forgetAgreements(manager, 'user_id = $1 AND consumer_id = $2', [userId, consumerId]);
      const sessions = await revoke(manager, 's.user_id = $1 AND s.consumer_id = $2', [userId, consumerId]);
      if (sessions + agreed === 0) throw new ObpError('ApplicationNotFound');
      await record({ action: 'user.sessions_revoked', subjectId: userId, after: { sessions, consumer_id: consumerId } });
    });
  }

  /** Ends all sessions of a user, and all existing tokens of other issuers. */
  revokeUser(actor: Actor, userId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await stopNewOnes(manager, 'users', userId);
      const sessions = await revoke(manager, 's.user_id = $1', [userId]);
      await record({ action: 'user.sessions_revoked', subjectId: userId, after: { sessions } });
    });
  }

  /** Like {@link revokeUser}, for all users of a consumer, without touching the sessions: see `IS_REVOKED`. */
  revokeConsumer(actor: Actor, consumerId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      await stopNewOnes(manager, 'consumers', consumerId);
      await record({ action: 'consumer.sessions_revoked', subjectId: consumerId });
    });
  }
}
