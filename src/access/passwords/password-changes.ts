import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { Origin } from '../../platform/audit/origin.js';
import { PasswordLogins } from '../authentication/password-logins/password-logins.js';
import type { Principal } from '../sessions/principal.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { refuseBadPassword } from '../users/new-password.js';
import { PasswordsService } from '../users/passwords.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { lockLocal } from './lock-local.js';
import { setPassword } from './set-password.js';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Users change their own password (decision 55). */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly users: UsersService,
    private readonly logins: PasswordLogins,
    private readonly passwords: PasswordsService,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Changes the password of the caller, whose other sessions end. A wrong current password counts as a bad login: the holder of
   * a token must not be able to guess the password with it.
   *
   * @param origin of the call.
   * @throws ObpError OBP-98151 (400) for a user of another issuer, OBP-30207 or OBP-98091 (400) for a bad new password, OBP-98150 (403)
   * for a wrong current one, OBP-20013 (401) and OBP-98145 (429) after too many of those, OBP-10040 (503).
   */
  async change(
    actor: Actor,
    { user, sessionId }: Principal,
    { currentPassword, newPassword }: PasswordChange,
    origin: Origin,
  ): Promise<void> {
    const { userId } = user;
    if ((await this.users.findById(userId))?.passwordHash == null) throw new ObpError('PasswordKeptElsewhere');
    await refuseBadPassword(newPassword);
    const verified = await this.verified(user.username, currentPassword, origin);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.audit.perform(actor, async ({ manager, record }) => {
      // Changed or reset while this one was hashed: the verified password is no longer the current one.
      if ((await lockLocal(manager, userId)).passwordHash !== verified.passwordHash) throw new ObpError('CurrentPasswordWrong');
      const sessions = await setPassword(manager, userId, passwordHash, sessionId);
      await record({ action: 'user.password_changed', subjectId: userId, after: { sessions_ended: sessions, except: sessionId } });
    });
  }

  private async verified(username: string, password: string, origin: Origin): Promise<User> {
    try {
      return await this.logins.userOf(username, password, origin);
    } catch (error) {
      // 401 would say that the caller has to sign in again.
      if (error instanceof ObpError && error.key === 'InvalidLoginCredentials') throw new ObpError('CurrentPasswordWrong');
      throw error;
    }
  }
}
