import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Act, type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import { EntitlementsService } from '../entitlements/entitlements.service.js';
import { insertEntitlement } from '../roles/insert-entitlement.js';
import { parseRole } from '../roles/parse-role.js';
import type { Principal } from '../sessions/principal.js';
import { EntitlementRequest } from './entitlement-request.entity.js';
import { RequestDecision } from './request-decision.entity.js';

export interface Decided {
  readonly isGranted: boolean;
  /** Empty when it is not said. */
  readonly reason: string;
}

/** Ends requests for roles, and keeps what became of them. */
@Injectable()
export class RequestDecisions {
  constructor(
    @InjectRepository(EntitlementRequest) private readonly requests: Repository<EntitlementRequest>,
    private readonly entitlements: EntitlementsService,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Grants the role and removes the request in one transaction, or removes the request alone. A role that the user holds already stays.
   *
   * @throws ObpError in this order: OBP-98055 (404), for a grant 10007, 20050 (403), 30216 (400) when somebody else grants it meanwhile.
   */
  async decide(actor: Actor, decider: Principal, entitlementRequestId: string, decided: Decided): Promise<RequestDecision> {
    const request = await this.requests.findOneBy({ entitlementRequestId });
    if (request === null) throw new ObpError('NoSuchEntitlementRequest');
    if (decided.isGranted) await this.entitlements.refuseUnlessGranter(decider, request.bankId);
    try {
      return await this.audit.perform(actor, async (act) => {
        const locked = await lockRequest(act.manager, entitlementRequestId);
        if (locked === null) throw new ObpError('NoSuchEntitlementRequest');
        if (decided.isGranted && !(await holds(act.manager, locked))) await grant(act, locked);
        const decision = await close(act.manager, actor, locked, decided);
        const action = decided.isGranted ? 'entitlement_request.granted' : 'entitlement_request.refused';
        await act.record({ action, subjectId: entitlementRequestId, bankId: locked.bankId, before: factsOf(locked) });
        return decision;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'entitlements_user_id_bank_id_role_name_key') throw new ObpError('EntitlementExists');
      throw error;
    }
  }

  /** Removes a request as OBP does, where granting is a call of its own: it was granted if the user holds the role by now. @returns false for none. */
  async remove(actor: Actor, entitlementRequestId: string): Promise<boolean> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const request = await lockRequest(manager, entitlementRequestId);
      if (request === null) return false;
      await close(manager, actor, request, { isGranted: await holds(manager, request), reason: '' });
      const { bankId } = request;
      await record({ action: 'entitlement_request.deleted', subjectId: entitlementRequestId, bankId, before: factsOf(request) });
      return true;
    });
  }
}

const lockRequest = (manager: EntityManager, entitlementRequestId: string): Promise<EntitlementRequest | null> =>
  manager.findOne(EntitlementRequest, { where: { entitlementRequestId }, lock: { mode: 'pessimistic_write' } });

const holds = (manager: EntityManager, { userId, bankId, roleName }: EntitlementRequest): Promise<boolean> =>
  manager.existsBy(Entitlement, { userId, bankId, roleName });

async function grant({ manager, record }: Act, request: EntitlementRequest): Promise<void> {
  const { userId, bankId, roleName } = request;
  const { entitlementId } = await insertEntitlement(manager, userId, parseRole(roleName, bankId), bankId);
  await record({ action: 'entitlement.granted', subjectId: entitlementId, bankId, after: factsOf(request) });
}

async function close(manager: EntityManager, actor: Actor, request: EntitlementRequest, decided: Decided): Promise<RequestDecision> {
  const { entitlementRequestId, userId, bankId, roleName } = request;
  const decision = manager.create(RequestDecision, {
    ...{ entitlementRequestId, userId, bankId, roleName, ...decided },
    decisionId: uuidv7(),
    requestReason: request.reason,
    requestedAt: request.createdAt,
    decidedByUserId: actor.userId,
    decidedAt: new Date(),
  });
  await manager.delete(EntitlementRequest, { entitlementRequestId });
  await manager.insert(RequestDecision, decision);
  return decision;
}

const factsOf = ({ userId, roleName, bankId }: EntitlementRequest): object => ({
  user_id: userId,
  role_name: roleName,
  bank_id: bankId,
});
