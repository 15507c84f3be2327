import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, Repository } from 'typeorm';
import { Database, type Statement } from '../../platform/database/database.js';
import { WHOLE_IF_SHORT } from '../../platform/endpoint/pagination.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { Entitlement } from './entitlement.entity.js';
import { findRole, type Role } from '../../platform/endpoint/roles.js';
import { SuperAdmins } from './super-admins.js';

/** An entitlement with the name of the user who holds it. */
export type NamedEntitlement = Pick<Entitlement, 'entitlementId' | 'roleName' | 'bankId' | 'userId'> & { readonly username: string };

const all = (direction: Direction): Statement => ({
  name: `all_entitlements_${direction}`,
  text: `
    SELECT e.entitlement_id AS "entitlementId", e.role_name AS "roleName", e.bank_id AS "bankId", e.user_id AS "userId", u.username
      FROM entitlements e JOIN users u ON u.user_id = e.user_id
     WHERE $1::varchar IS NULL OR e.role_name = $1
     ORDER BY e.entitlement_id ${direction} LIMIT $2 OFFSET $3`,
});
const ALL = { ASC: all('ASC'), DESC: all('DESC') };

/** Each user's newest: the number shown per user. */
const OF_USERS: Statement = {
  name: 'entitlements_of_users',
  text: `
    SELECT e.* FROM unnest($1::text[]) AS wanted (user_id)
     CROSS JOIN LATERAL (
       SELECT entitlement_id AS "entitlementId", role_name AS "roleName", bank_id AS "bankId", user_id AS "userId"
         FROM entitlements WHERE entitlements.user_id = wanted.user_id
        ORDER BY entitlement_id DESC LIMIT ${WHOLE_IF_SHORT.bounds.most}) e
     ORDER BY e."entitlementId" DESC`,
};

/** How super admins appear in lists of entitlements: as a pseudo entitlement that cannot be revoked. It comes first. */
const SUPER_ADMIN = { entitlementId: '', roleName: 'SuperAdmin', bankId: '' };

export type ListedEntitlement = Pick<Entitlement, 'entitlementId' | 'roleName' | 'bankId'>;

export type HeldEntitlement = ListedEntitlement & Pick<Entitlement, 'userId'>;

type Direction = ListParameters['direction'];
type Page = Pick<ListParameters, 'limit' | 'offset' | 'direction'>;

/** Who holds which roles, in pages. */
@Injectable()
export class EntitlementLists {
  constructor(
    @InjectRepository(Entitlement) private readonly entitlements: Repository<Entitlement>,
    private readonly database: Database,
    private readonly superAdmins: SuperAdmins,
  ) {}

  /** The newest 1,000 of each user, newest first; users without any are left out. */
  async ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, HeldEntitlement[]>> {
    const held = new Map<string, HeldEntitlement[]>();
    if (userIds.length === 0) return held;
    for (const entitlement of await this.database.query<HeldEntitlement>(OF_USERS, [[...new Set(userIds)]])) {
      const ofUser = held.get(entitlement.userId);
      if (ofUser === undefined) held.set(entitlement.userId, [entitlement]);
      else ofUser.push(entitlement);
    }
    return held;
  }

  /** The newest 1,000 of a user, newest first. */
  async newestOf(userId: string): Promise<readonly HeldEntitlement[]> {
    return (await this.ofUsers([userId])).get(userId) ?? [];
  }

  /** What a user holds. */
  ofUser(userId: string, page: Page): Promise<Entitlement[]> {
    return this.find({ userId }, page);
  }

  /**
   * A user's entitlements, with the mark for super admins first; empty for an unknown user.
   *
   * @param bankId only entitlements at this bank; otherwise all.
   */
  async shownOf(userId: string, page: Page, bankId?: string): Promise<ListedEntitlement[]> {
    const where = bankId === undefined ? { userId } : { userId, bankId };
    if (!(await this.superAdmins.has(userId))) return this.find(where, page);
    const { limit, offset } = page;
    if (offset > 0) return this.find(where, { ...page, offset: offset - 1 });
    return [SUPER_ADMIN, ...(await this.find(where, { ...page, limit: limit - 1 }))];
  }

  atBank(bankId: string, page: Page): Promise<Entitlement[]> {
    return this.find({ bankId }, page);
  }

  /** @param roleName only this role; otherwise all. */
  async all({ limit, offset, direction }: Page, roleName?: string): Promise<NamedEntitlement[]> {
    if (roleName !== undefined && findRole(roleName) === undefined) return [];
    return this.database.query<NamedEntitlement>(ALL[direction], [roleName ?? null, limit, offset]);
  }

  /** The banks at which a user holds the role. */
  async banksWith(userId: string, role: Role, page: Page): Promise<string[]> {
    const held = await this.find({ userId, roleName: role.name }, page);
    return held.map(({ bankId }) => bankId);
  }

  private find(where: FindOptionsWhere<Entitlement>, { limit, offset, direction }: Page): Promise<Entitlement[]> {
    return this.entitlements.find({ where, order: { entitlementId: direction }, skip: offset, take: limit });
  }
}
