import { Inject, Injectable } from '@nestjs/common';
import { IS_LOCKED } from './login-attempts/is-locked.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { EntitlementLists, type ListedEntitlement } from '../entitlements/entitlement-lists.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';

/** A user as administrators see one. */
export interface UserAccount {
  readonly userId: string;
  readonly email: string;
  readonly provider: string;
  readonly username: string;
  readonly isDeleted: boolean;
  readonly isLocked: boolean;
  /** Newest first. */
  readonly entitlements: readonly ListedEntitlement[];
}

/** Which users are wanted. */
export interface UserFilter {
  readonly isDeleted: boolean;
  /** Undefined: locked or not. */
  readonly isLocked: boolean | undefined;
}

type Row = Omit<UserAccount, 'entitlements'>;

const SELECT = `
  SELECT u.user_id AS "userId", u.email, u.provider, u.username, u.is_deleted AS "isDeleted", ${IS_LOCKED} AS "isLocked"
    FROM users u`;

/** Ids are UUIDv7: they are in the order in which the users were created. */
const list = (direction: 'ASC' | 'DESC'): string => `
  ${SELECT}
   WHERE u.is_deleted = $1 AND ($2::boolean IS NULL OR ${IS_LOCKED} = $2)
     AND ($3::timestamptz IS NULL OR u.created_at >= $3) AND ($4::timestamptz IS NULL OR u.created_at < $4)
   ORDER BY u.user_id ${direction} LIMIT $5 OFFSET $6`;

const withEmail = (direction: 'ASC' | 'DESC'): string => `
  ${SELECT} WHERE u.email = $1 ORDER BY u.user_id ${direction} LIMIT $2 OFFSET $3`;

const STATEMENTS = {
  byId: { name: 'user_by_id', text: `${SELECT} WHERE u.user_id = $1` },
  byName: { name: 'user_by_name', text: `${SELECT} WHERE u.provider = $1 AND u.username = $2` },
  ASC: { name: 'users_asc', text: list('ASC') },
  DESC: { name: 'users_desc', text: list('DESC') },
  emailASC: { name: 'users_by_email_asc', text: withEmail('ASC') },
  emailDESC: { name: 'users_by_email_desc', text: withEmail('DESC') },
} as const;

/** Looks up users, with their roles and whether they are locked; also deleted ones. */
@Injectable()
export class UserDirectory {
  constructor(
    private readonly database: Database,
    private readonly entitlements: EntitlementLists,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async findById(userId: string): Promise<UserAccount | undefined> {
    return (await this.find('byId', [userId]))[0];
  }

  /** @param provider the local one when not given. */
  async findByName(username: string, provider = this.config.localIdentityProvider): Promise<UserAccount | undefined> {
    return (await this.find('byName', [provider, username]))[0];
  }

  /** @throws ObpError OBP-20057 when there is no such user, with status 400, as in both versions of the lookup by id. */
  async getById(userId: string): Promise<UserAccount> {
    const user = await this.findById(userId);
    if (user === undefined) throw new ObpError('UserNotFoundByIdBadRequest', ` Current UserId(${userId})`);
    return user;
  }

  /** @throws ObpError OBP-20027 when there is no such user. */
  async getByName(username: string, provider?: string): Promise<UserAccount> {
    const user = await this.findByName(username, provider);
    if (user === undefined) throw new ObpError('UserNotFoundByName');
    return user;
  }

  /** Several users may share an address. */
  byEmail(email: string, { limit, offset, direction }: ListParameters): Promise<UserAccount[]> {
    return this.find(`email${direction}`, [email, limit, offset]);
  }

  list({ from, before, limit, offset, direction }: ListParameters, { isDeleted, isLocked }: UserFilter): Promise<UserAccount[]> {
    return this.find(direction, [isDeleted, isLocked ?? null, from ?? null, before ?? null, limit, offset]);
  }

  private async find(statement: keyof typeof STATEMENTS, values: unknown[]): Promise<UserAccount[]> {
    const rows = await this.database.query<Row>(STATEMENTS[statement], values);
    const held = await this.entitlements.ofUsers(rows.map(({ userId }) => userId));
    return rows.map((row) => ({ ...row, entitlements: held.get(row.userId) ?? [] }));
  }
}
