import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { Principal } from '../sessions/principal.js';
import { BanksService } from '../banks/banks.service.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { parseRole } from '../roles/parse-role.js';
import { RoleAuthority } from '../entitlements/role-authority.js';
import { ROLES, type Role } from '../../platform/endpoint/roles.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { Scope } from './scope.entity.js';

/** Holders of the first may add a scope anywhere, holders of the second at the scope's bank. */
export const ADDING_ROLES = [ROLES.CanCreateScopeAtAnyBank, ROLES.CanCreateScopeAtOneBank];

@Injectable()
export class ScopesService {
  constructor(
    @InjectRepository(Scope) private readonly scopes: Repository<Scope>,
    private readonly authority: RoleAuthority,
    private readonly banks: BanksService,
    private readonly audit: AuditTrail,
  ) {}

  /** In the order in which they were added. */
  ofConsumer(consumerId: string, { limit, offset, direction }: ListParameters): Promise<Scope[]> {
    return this.scopes.find({ where: { consumerId }, order: { scopeId: direction }, skip: offset, take: limit });
  }

  /**
   * Gives a role to a consumer (contract section 4.6).
   *
   * @throws ObpError in this order: OBP-10007, 30205 or 30206 (400), 20006 (403), 30001 (400), 30216 (400).
   */
  async add(actor: Actor, adder: Principal, consumerId: string, roleName: string, bankId: string): Promise<Scope> {
    const role = parseRole(roleName, bankId);
    if (!(await this.authority.holdsAny(adder, ADDING_ROLES, bankId)))
      throw new ObpError('UserHasMissingRoles', ' CanCreateScopeAtOneBank, CanCreateScopeAtAnyBank!');
    return this.give(actor, consumerId, role, bankId);
  }

  /**
   * Gives a role to a consumer without checking the actor's rights. The command line needs this for the first scope.
   *
   * @throws ObpError in this order: OBP-30001 (400), 30216 (400).
   */
  async give(actor: Actor, consumerId: string, role: Role, bankId: string): Promise<Scope> {
    if (bankId !== '' && (await this.banks.find(bankId)) === undefined) throw new ObpError('BankNotFoundOldStyle');
    const scope = this.scopes.create({ scopeId: uuidv7(), consumerId, bankId, roleName: role.name });
    try {
      await this.audit.perform(actor, async ({ manager, record }) => {
        await manager.insert(Scope, scope);
        await record({ action: 'scope.added', subjectId: scope.scopeId, bankId, after: facts(scope) });
      });
    } catch (error) {
      if (violatedConstraint(error) === 'scopes_consumer_id_bank_id_role_name_key') throw new ObpError('EntitlementExists');
      throw error;
    }
    return scope;
  }

  /** @throws ObpError OBP-20025 for an unknown scope, OBP-20026 for another consumer's. */
  async delete(actor: Actor, consumerId: string, scopeId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const scope = await manager.findOneBy(Scope, { scopeId });
      if (scope === null) throw new ObpError('ScopeNotFound', ` Current Value is ${scopeId}`);
      if (scope.consumerId !== consumerId) throw new ObpError('ConsumerDoesNotHaveScope');
      await manager.delete(Scope, { scopeId });
      await record({ action: 'scope.deleted', subjectId: scopeId, bankId: scope.bankId, before: facts(scope) });
    });
  }
}

const facts = ({ consumerId, roleName, bankId }: Scope): object => ({ consumer_id: consumerId, role_name: roleName, bank_id: bankId });
