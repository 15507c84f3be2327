import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isEmail } from 'class-validator';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../audit/audit-trail.service.js';
import { refuseBadPassword } from './new-password.js';
import { PasswordsService } from './passwords.service.js';
import { CONFIG, type Config } from '../config/config.js';
import { violatedConstraint } from '../database/database.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { User } from './user.entity.js';

export interface NewUser {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Only the command line makes super admins. */
  readonly isSuperAdmin?: boolean;
}

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly passwords: PasswordsService,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  findById(userId: string): Promise<User | null> {
    return this.users.findOneBy({ userId });
  }

  findByName(provider: string, username: string): Promise<User | null> {
    return this.users.findOneBy({ provider, username });
  }

  /**
   * Creates a user whose password is kept here.
   *
   * @throws ObpError OBP-10001 for a user name or e-mail address that may not be, OBP-30207 for a weak password, OBP-98091 for a common one, OBP-98002 with 409 for a name that is taken.
   */
  async create(actor: Actor, user: NewUser): Promise<User> {
    refuseBadNames(user);
    await refuseBadPassword(user.password);
    const { password, ...rest } = user;
    const passwordHash = await this.passwords.hash(password);
    const created = this.users.create({ ...rest, userId: uuidv7(), provider: this.config.localIdentityProvider, passwordHash });
    try {
      await this.audit.perform(actor, async ({ manager, record }) => {
        await manager.insert(User, created);
        await record({
          action: 'user.created',
          subjectId: created.userId,
          isNew: true,
          after: { provider: created.provider, username: created.username, is_super_admin: user.isSuperAdmin ?? false },
        });
      });
    } catch (error) {
      if (violatedConstraint(error) === 'users_provider_username_key') throw new ObpError('UserExists');
      throw error;
    }
    return created;
  }

  /**
   * Marks a user as deleted: nobody logs in with the name any more, and tokens in use are refused. What the user did
   * stays the user's; the password is forgotten.
   */
  async delete(actor: Actor, userId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { affected } = await manager.update(User, { userId, isDeleted: false }, { isDeleted: true, passwordHash: null });
      if (affected === 1)
        await record({ action: 'user.deleted', subjectId: userId, before: { is_deleted: false }, after: { is_deleted: true } });
    });
  }
}

/** A user name that is no e-mail address (contract section 3.8). */
const USERNAME = /^(?=.{8,100}$)(?![_.])(?!.*[_.]{2})[a-zA-Z0-9._]+(?<![_.])$/;

function refuseBadNames({ email, username }: NewUser): void {
  if (!isEmail(email)) throw new ObpError('InvalidJson', ' The field email must be an e-mail address.');
  // A name that DirectLogin would refuse is refused here, before anybody relies on it (contract section 3.2.1).
  if (!(isEmail(username) && /^[A-Za-z0-9\-._@]+$/.test(username)) && !USERNAME.test(username))
    throw new ObpError(
      'InvalidJson',
      ' The field username must be an e-mail address of letters, digits, dots, hyphens and underscores, or 8 to 100 letters, digits, dots and underscores.',
    );
}
