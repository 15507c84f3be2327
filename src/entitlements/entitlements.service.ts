import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../audit/audit-trail.service.js';
import type { Principal } from '../auth/principal.js';
import { BanksService } from '../banks/banks.service.js';
import { violatedConstraint } from '../database/database.js';
import { ERRORS } from '../obp/errors/catalogue.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { Entitlement } from './entitlement.entity.js';
import { insertEntitlement } from './insert-entitlement.js';
import { RoleAuthority } from './role-authority.service.js';
import { findRole, ROLE_NAMES, ROLES, type Role } from './roles.js';

@Injectable()
export class EntitlementsService {
  constructor(
    @InjectRepository(Entitlement) private readonly entitlements: Repository<Entitlement>,
    private readonly authority: RoleAuthority,
    private readonly banks: BanksService,
    private readonly audit: AuditTrail,
  ) {}

  /** Newest first. */
  ofUser(userId: string): Promise<Entitlement[]> {
    return this.entitlements.find({ where: { userId }, order: { entitlementId: 'DESC' } });
  }

  /**
   * Grants a role (contract section 4.4).
   *
   * @throws ObpError in this order: OBP-10007, 30205 or 30206 (400), 20050 (403), 30001 (400), 30216 (400).
   */
  async grant(actor: Actor, granter: Principal, userId: string, roleName: string, bankId: string): Promise<Entitlement> {
    const role = knownRole(roleName, bankId);
    if (!(await this.mayGrantAt(granter, bankId))) throw notGranter(bankId);
    if (bankId !== '' && (await this.banks.find(bankId)) === undefined) throw new ObpError('BankNotFound', '', 400);
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

  private async mayGrantAt(granter: Principal, bankId: string): Promise<boolean> {
    const delegated = [ROLES.CanCreateEntitlementAtAnyBank, ...(bankId === '' ? [] : [ROLES.CanCreateEntitlementAtOneBank])];
    return (await this.authority.isSuperAdmin(granter)) || this.authority.holdsAny(granter, delegated, bankId);
  }
}

function knownRole(roleName: string, bankId: string): Role {
  const role = findRole(roleName);
  if (role === undefined) throw new ObpError('IncorrectRole', `${roleName}. Possible roles are ${ROLE_NAMES.join(', ')}`);
  if (role.requiresBankId && bankId === '') throw new ObpError('EntitlementIsBankRole');
  if (!role.requiresBankId && bankId !== '') throw new ObpError('EntitlementIsSystemRole');
  return role;
}

/** Three refusals in one text, run together as OBP does. */
function notGranter(bankId: string): ObpError {
  const { code, text } = ERRORS.UserHasMissingRoles;
  const missing = (what: string): string => `or${code}: ${text}${what}`;
  return new ObpError(
    'UserNotSuperAdmin',
    ` ${missing(`CanCreateEntitlementAtOneBank BankId(${bankId}). `)}${missing('CanCreateEntitlementAtAnyBank')}`,
  );
}
