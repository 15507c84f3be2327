import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isEmail } from 'class-validator';
import { type EntityManager, In, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Act, type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { refuseBadPassword } from './new-password.js';
import { PasswordsService } from './passwords.service.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
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

/** The exact name, and case-insensitively. */
const NAME_IS_TAKEN = new Set(['users_provider_username_key', 'users_provider_lower_username_idx']);

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly passwords: PasswordsService,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async findById(userId: string): Promise<User | undefined> {
    return (await this.users.findOneBy({ userId })) ?? undefined;
  }

  /** By their ids, as far as there are any. */
  async findByIds(userIds: readonly string[]): Promise<ReadonlyMap<string, User>> {
    if (userIds.length === 0) return new Map();
    const found = await this.users.findBy({ userId: In([...new Set(userIds)]) });
    return new Map(found.map((user) => [user.userId, user]));
  }

  /** The provider of users whose passwords are kept here. */
  get localProvider(): string {
    return this.config.localIdentityProvider;
  }

  /**
   * A user by name: byte for byte, and regardless of case if the password is kept here. (For other issuers the name is a `sub`, which only
   * they can compare.)
   */
  async findByName(provider: string, username: string, manager?: EntityManager): Promise<User | undefined> {
    const users = manager?.getRepository(User) ?? this.users;
    const found = await users.findOneBy({ provider, username });
    if (found !== null || provider !== this.config.localIdentityProvider) return found ?? undefined;
    const inOtherCase = await users
      .createQueryBuilder('u')
      .where('u.provider = :provider AND lower(u.username) = lower(:username) AND u.password_hash IS NOT NULL', { provider, username })
      .getOne();
    return inOtherCase ?? undefined;
  }

  /**
   * Creates a user whose password is kept here.
   *
   * @param alongside what else happens in the same transaction.
   * @throws ObpError OBP-10001 for an invalid user name or e-mail address, OBP-30207 for a weak password, OBP-98091 for a common one,
   * OBP-98002 with 409 for a taken name.
   */
  async create(actor: Actor, user: NewUser, alongside?: (act: Act, userId: string) => Promise<void>): Promise<User> {
    refuseBadNames(user);
    await refuseBadPassword(user.password);
    const { password, ...rest } = user;
    const passwordHash = await this.passwords.hash(password);
    const created = this.users.create({ ...rest, userId: uuidv7(), provider: this.config.localIdentityProvider, passwordHash });
    try {
      await this.audit.perform(actor, async (act) => {
        await alongside?.(act, created.userId);
        await act.manager.insert(User, created);
        await act.record({
          action: 'user.created',
          subjectId: created.userId,
          isNew: true,
          after: { provider: created.provider, username: created.username, is_super_admin: user.isSuperAdmin ?? false },
        });
      });
    } catch (error) {
      if (NAME_IS_TAKEN.has(violatedConstraint(error) ?? '')) throw new ObpError('UserExists');
      throw error;
    }
    return created;
  }

  /**
   * Marks a user as deleted: nobody can log in with the name any more, and existing tokens are refused. What the user did stays the user's;
   * the password is erased.
   */
  async delete(actor: Actor, userId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { affected } = await manager.update(User, { userId, isDeleted: false }, { isDeleted: true, passwordHash: null });
      if (affected === 1)
        await record({ action: 'user.deleted', subjectId: userId, before: { is_deleted: false }, after: { is_deleted: true } });
    });
  }
}

/** A user name that is not an e-mail address (contract section 3.8). */
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
