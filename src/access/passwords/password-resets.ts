import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { LoginAttempts } from '../users/login-attempts/login-attempts.js';
import { randomCredential } from '../consumers/new-consumer.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { refuseBadPassword } from '../users/new-password.js';
import { PasswordsService } from '../users/passwords.service.js';
import { lockLocal } from './lock-local.js';
import { PasswordReset } from './password-reset.entity.js';
import { setPassword } from './set-password.js';

/** Milliseconds for which a link is valid. */
const LIFETIME = 72 * 3_600_000;

const FIND: Statement = {
  name: 'password_reset',
  text: `
    SELECT r.user_id, u.username, u.is_deleted
      FROM password_resets r
      JOIN users u ON u.user_id = r.user_id
     WHERE r.token_hash = $1 AND r.expires_at > now()`,
};

interface Found {
  user_id: string;
  username: string;
  is_deleted: boolean;
}

/** A reset, shown only this once. */
export interface GivenReset {
  readonly userId: string;
  /** 40 letters and digits. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Lets users who have lost their password choose a new one; no administrator ever knows it (decision 55). */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly attempts: LoginAttempts,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Creates a token, replacing an earlier one. The current password and sessions stay until it is used.
   *
   * @throws ObpError OBP-20057 (404) for a deleted user, OBP-98151 (400) for one of another issuer.
   */
  create(actor: Actor, userId: string): Promise<GivenReset> {
    const token = randomCredential();
    const expiresAt = new Date(Date.now() + LIFETIME);
    return this.audit.perform(actor, async ({ manager, record }) => {
      await lockLocal(manager, userId);
      await manager.upsert(PasswordReset, { userId, tokenHash: digest(token), expiresAt }, ['userId']);
      await record({ action: 'user.password_reset_allowed', subjectId: userId, isNew: true, after: { expires_at: expiresAt } });
      return { userId, token, expiresAt };
    });
  }

  /**
   * Sets the password of the user for whom a token was made. All sessions of the user end, and bad logins are forgotten; a lock by an
   * administrator stays. When a token is used twice at the same time, one use is refused.
   *
   * @throws ObpError OBP-98153 (403) for a token that is not or no longer valid, OBP-30207 or OBP-98091 (400) for a bad password: then
   * the token can be used again; OBP-10040 (503).
   */
  async use(actor: Actor, token: string, newPassword: string): Promise<void> {
    const userId = (await this.find(token))?.user_id; // before a stranger causes any hashing
    if (userId === undefined) throw new ObpError('PasswordResetInvalid');
    await refuseBadPassword(newPassword);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { provider, username } = await lockLocal(manager, userId);
      await take(manager, token);
      const sessions = await setPassword(manager, userId, passwordHash);
      await this.attempts.release(manager, provider, username);
      await record({ action: 'user.password_reset', subjectId: userId, after: { sessions_ended: sessions } });
    });
  }

  /** The user of a token; undefined if it is not or no longer valid. */
  async usernameOf(token: string): Promise<string | undefined> {
    const found = await this.find(token);
    return found?.is_deleted === false ? found.username : undefined;
  }

  private async find(token: string): Promise<Found | undefined> {
    const [row] = await this.database.query<Found>(FIND, [digest(token)]);
    return row;
  }
}

/** The user's row is locked: of two concurrent requests, the second finds nothing. */
async function take(manager: EntityManager, token: string): Promise<void> {
  const taken = await manager
    .createQueryBuilder()
    .delete()
    .from(PasswordReset)
    .where('token_hash = :hash AND expires_at > now()', { hash: digest(token) })
    .execute();
  if (taken.affected !== 1) throw new ObpError('PasswordResetInvalid');
}

const digest = (token: string): Buffer => hash('sha256', token, 'buffer');
