import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Database, type Statement } from '../database/database.js';
import { Entitlement } from './entitlement.entity.js';
import { findRole, type Role } from './roles.js';
import { SuperAdmins } from './super-admins.service.js';

/** An entitlement with the name of the user who holds it. */
export type NamedEntitlement = Pick<Entitlement, 'entitlementId' | 'roleName' | 'bankId' | 'userId'> & { readonly username: string };

const ALL: Statement = {
  name: 'all_entitlements',
  text: `
    SELECT e.entitlement_id AS "entitlementId", e.role_name AS "roleName", e.bank_id AS "bankId", e.user_id AS "userId", u.username
      FROM entitlements e JOIN users u ON u.user_id = e.user_id
     WHERE $1::varchar IS NULL OR e.role_name = $1
     ORDER BY e.entitlement_id DESC`,
};

/** How super admins show in lists of entitlements: as one that they do not hold and that cannot be revoked. */
const SUPER_ADMIN = { entitlementId: '', roleName: 'SuperAdmin', bankId: '' };

export type ListedEntitlement = Pick<Entitlement, 'entitlementId' | 'roleName' | 'bankId'>;

/** Who holds which roles; newest first everywhere. */
@Injectable()
export class EntitlementLists {
  constructor(
    @InjectRepository(Entitlement) private readonly entitlements: Repository<Entitlement>,
    private readonly database: Database,
    private readonly superAdmins: SuperAdmins,
  ) {}

  /** Of each of the users; nothing for those who hold none. */
  async ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, Entitlement[]>> {
    const held = new Map<string, Entitlement[]>();
    if (userIds.length === 0) return held;
    const all = await this.entitlements.find({ where: { userId: In([...new Set(userIds)]) }, order: { entitlementId: 'DESC' } });
    for (const entitlement of all) held.set(entitlement.userId, [...(held.get(entitlement.userId) ?? []), entitlement]);
    return held;
  }

  /**
   * What a user may do, with a mark for super admins; empty for a user who is not there.
   *
   * @param bankId only what is held there; otherwise all.
   */
  async shownOf(userId: string, bankId?: string): Promise<ListedEntitlement[]> {
    const where = bankId === undefined ? { userId } : { userId, bankId };
    const held = await this.entitlements.find({ where, order: { entitlementId: 'DESC' } });
    return (await this.superAdmins.has(userId)) ? [SUPER_ADMIN, ...held] : held;
  }

  atBank(bankId: string): Promise<Entitlement[]> {
    return this.entitlements.find({ where: { bankId }, order: { entitlementId: 'DESC' } });
  }

  /** @param roleName only this role; otherwise all. */
  async all(roleName?: string): Promise<NamedEntitlement[]> {
    if (roleName !== undefined && findRole(roleName) === undefined) return [];
    return this.database.query<NamedEntitlement>(ALL, [roleName ?? null]);
  }

  /** The banks at which a user holds the role. */
  async banksWith(userId: string, role: Role): Promise<string[]> {
    const held = await this.entitlements.find({ where: { userId, roleName: role.name }, order: { entitlementId: 'DESC' } });
    return held.map(({ bankId }) => bankId);
  }
}
