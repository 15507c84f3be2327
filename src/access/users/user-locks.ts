import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { type AttemptStatus, LoginAttempts } from './login-attempts/login-attempts.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** A user by name; `absent` is what is added to the refusal when there is none. */
export interface UserName {
  /** The local one when not given. */
  readonly provider?: string;
  readonly username: string;
  readonly absent?: string;
}

export interface UserLock {
  readonly userId: string;
  readonly lockedAt: Date;
}

export interface LockStatus extends AttemptStatus {
  readonly username: string;
}

/** Locks and unlocks users (contract section 5.5); every method throws ObpError OBP-20027 for an unknown name. */
@Injectable()
export class UserLocks {
  constructor(
    private readonly users: UsersService,
    private readonly attempts: LoginAttempts,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Locks a user until somebody unlocks. */
  lock(actor: Actor, name: UserName): Promise<UserLock> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const { userId, lockedAt: before } = await this.get(name, manager);
      const lockedAt = new Date();
      await manager.update(User, { userId }, { lockedAt });
      await record({ action: 'user.locked', subjectId: userId, before: { locked_at: before }, after: { locked_at: lockedAt } });
      return { userId, lockedAt };
    });
  }

  /** Ends any lock and resets the count of bad logins. */
  async unlock(actor: Actor, name: UserName): Promise<LockStatus> {
    const { provider, username } = await this.audit.perform(actor, async ({ manager, record }) => {
      const user = await this.get(name, manager);
      await manager.update(User, { userId: user.userId }, { lockedAt: null });
      const badAttempts = await this.attempts.release(manager, user.provider, user.username);
      await record({
        action: 'user.unlocked',
        subjectId: user.userId,
        before: { locked_at: user.lockedAt, bad_attempts: badAttempts },
        after: { locked_at: null, bad_attempts: 0 },
      });
      return user;
    });
    return { username, ...(await this.attempts.status(provider, username)) };
  }

  async status(name: UserName): Promise<LockStatus> {
    const { provider, username } = await this.get(name);
    return { username, ...(await this.attempts.status(provider, username)) };
  }

  /** @param manager locks the row, so that acts on one user happen one after the other. */
  private async get({ provider = this.config.localIdentityProvider, username, absent }: UserName, manager?: EntityManager): Promise<User> {
    const user = await this.users.findByName(provider, username, manager);
    if (user === undefined) throw new ObpError('UserNotFoundByName', absent);
    return manager?.findOneOrFail(User, { where: { userId: user.userId }, lock: { mode: 'pessimistic_write' } }) ?? user;
  }
}
