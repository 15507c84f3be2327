import { Inject, Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { PasswordsService } from '../../users/passwords.service.js';
import type { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { LoginAttempts } from '../../users/login-attempts/login-attempts.js';

/** Authenticates a user by name and password. */
@Injectable()
export class PasswordLogins {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly attempts: LoginAttempts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param origin of the login.
   * @throws ObpError OBP-20013 for a locked user, OBP-98145 (429) for an address from which too many logins failed,
   * OBP-20004 for everything else that is wrong. An unknown name gets the same answer as a wrong password, even after too many attempts;
   * only somebody who knows the password learns that an administrator locked the user.
   */
  async userOf(username: string, password: string, origin: Origin): Promise<User> {
    const provider = this.config.localIdentityProvider;
    const { address } = origin;
    const refuse = async (reason: 'UserLocked' | 'InvalidLoginCredentials'): Promise<never> => {
      await this.attempts.count(provider, username, origin);
      throw new ObpError(reason);
    };
    const gate = await this.attempts.gate(provider, username, address);
    // Not counted: a stranger who keeps trying names would fill the table, and never be let in again.
    if (gate === 'tooManyFromHere') throw new ObpError('TooManyBadLogins');
    if (gate === 'locked') return refuse('UserLocked');
    const found = await this.users.findByName(provider, username);
    const user = found?.isDeleted === false ? found : undefined;
    if (!(await this.passwords.matches(password, user?.passwordHash)) || user === undefined) return refuse('InvalidLoginCredentials');
    // Passwords are compared a few at a time: earlier guesses of the same burst may have locked the name.
    if (user.lockedAt !== null || (await this.attempts.gate(provider, username, address)) !== 'open') return refuse('UserLocked');
    await this.attempts.succeed(provider, username, address);
    return user;
  }
}
