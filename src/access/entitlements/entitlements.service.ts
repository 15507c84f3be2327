import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { Principal } from '../sessions/principal.js';
import { BanksService } from '../banks/banks.service.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { ERRORS } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { Entitlement } from './entitlement.entity.js';
import { insertEntitlement } from '../roles/insert-entitlement.js';
import { parseRole } from '../roles/parse-role.js';
import { RoleAuthority } from './role-authority.js';
import { type Role, ROLES } from '../../platform/endpoint/roles.js';

@Injectable()
export class EntitlementsService {
  constructor(
    @InjectRepository(Entitlement) private readonly entitlements: Repository<Entitlement>,
    private readonly authority: RoleAuthority,
    private readonly banks: BanksService,
    private readonly audit: AuditTrail,
  ) {}

  /** A user's entitlements to certain roles, at any bank. */
  ofRoles(userId: string, roles: readonly Role[]): Promise<Entitlement[]> {
    return this.entitlements.findBy({ userId, roleName: In(roles.map(({ name }) => name)) });
  }

  /**
   * Grants a role (contract section 4.4).
   *
   * @throws ObpError in this order: OBP-10007, 30205 or 30206 (400), 20050 (403), 30001 (400), 30216 (400).
   */
  async grant(actor: Actor, granter: Principal, userId: string, roleName: string, bankId: string): Promise<Entitlement> {
    parseRole(roleName, bankId);
    await this.refuseUnlessGranter(granter, bankId);
    return this.grantUnchecked(actor, userId, roleName, bankId);
  }

  /**
   * Grants a role without checking the actor's rights: for the operator at the command line.
   *
   * @throws ObpError OBP-10007, 30205 or 30206, 30001, 30216 (400).
   */
  async grantUnchecked(actor: Actor, userId: string, roleName: string, bankId: string): Promise<Entitlement> {
    const role = parseRole(roleName, bankId);
    if (bankId !== '' && (await this.banks.find(bankId)) === undefined) throw new ObpError('BankNotFoundOldStyle');
    try {
      return await this.audit.perform(actor, async ({ manager, record }) => {
        const entitlement = await insertEntitlement(manager, userId, role, bankId);
        await record({
          action: 'entitlement.granted',
          subjectId: entitlement.entitlementId,
          bankId,
          after: { user_id: userId, role_name: role.name, bank_id: bankId },
        });
        return entitlement;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'entitlements_user_id_bank_id_role_name_key') throw new ObpError('EntitlementExists');
      throw error;
    }
  }

  /**
   * Takes a role away.
   *
   * @throws ObpError in this order: OBP-30212 (404), 30213 (400), 30219 (404) when somebody else removed it meanwhile.
   */
  async revoke(actor: Actor, userId: string, entitlementId: string): Promise<void> {
    const entitlement = await this.entitlements.findOneBy({ entitlementId });
    if (entitlement === null) throw new ObpError('EntitlementNotFound');
    if (entitlement.userId !== userId) throw new ObpError('EntitlementOfAnotherUser');
    const { roleName, bankId } = entitlement;
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { affected } = await manager.delete(Entitlement, { entitlementId });
      if (affected !== 1) throw new ObpError('EntitlementCannotBeDeleted');
      const before = { user_id: userId, role_name: roleName, bank_id: bankId };
      await record({ action: 'entitlement.revoked', subjectId: entitlementId, bankId, before });
    });
  }

  /** @throws ObpError OBP-20050 (403) for who may grant no role at the bank. */
  async refuseUnlessGranter(granter: Principal, bankId: string): Promise<void> {
    const delegated = [ROLES.CanCreateEntitlementAtAnyBank, ...(bankId === '' ? [] : [ROLES.CanCreateEntitlementAtOneBank])];
    if (await this.authority.isSuperAdmin(granter)) return;
    if (!(await this.authority.holdsAny(granter, delegated, bankId))) throw notGranter(bankId);
  }
}

/** Three errors in one text, joined as at OBP. */
function notGranter(bankId: string): ObpError {
  const { code, text } = ERRORS.UserHasMissingRoles;
  const missing = (what: string): string => `or${code}: ${text}${what}`;
  return new ObpError(
    'UserNotSuperAdmin',
    ` ${missing(`CanCreateEntitlementAtOneBank BankId(${bankId}). `)}${missing('CanCreateEntitlementAtAnyBank')}`,
  );
}
