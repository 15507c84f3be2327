import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { PrincipalUser } from '../sessions/principal.js';
import { BanksService } from '../banks/banks.service.js';
import { Database, type Statement, violatedConstraint } from '../../platform/database/database.js';
import { EntitlementLists, type ListedEntitlement } from '../entitlements/entitlement-lists.js';
import { parseRole } from '../roles/parse-role.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { EntitlementRequest } from './entitlement-request.entity.js';

/** A request with the user who made it. */
export interface NamedRequest {
  readonly entitlementRequestId: string;
  readonly roleName: string;
  readonly bankId: string;
  /** Why; empty when it was not said. */
  readonly reason: string;
  readonly createdAt: Date;
  readonly user: Pick<PrincipalUser, 'userId' | 'email' | 'provider' | 'username'>;
  readonly entitlements: readonly ListedEntitlement[];
}

const list = (direction: ListParameters['direction']): Statement => ({
  name: `entitlement_requests_${direction}`,
  text: `
    SELECT r.entitlement_request_id AS "entitlementRequestId", r.role_name AS "roleName", r.bank_id AS "bankId", r.reason,
           r.created_at AS "createdAt", u.user_id AS "userId", u.email, u.provider, u.username
      FROM entitlement_requests r JOIN users u ON u.user_id = r.user_id
     WHERE ($1::varchar IS NULL OR r.user_id = $1)
       AND ($2::timestamptz IS NULL OR r.created_at >= $2) AND ($3::timestamptz IS NULL OR r.created_at < $3)
     ORDER BY r.entitlement_request_id ${direction} LIMIT $4 OFFSET $5`,
});
const LIST = { ASC: list('ASC'), DESC: list('DESC') };

type Row = Omit<NamedRequest, 'user' | 'entitlements'> & NamedRequest['user'];

/** Requests for roles. A request grants nothing: somebody who may grant roles reads it and decides. */
@Injectable()
export class EntitlementRequestsService {
  constructor(
    private readonly database: Database,
    private readonly banks: BanksService,
    private readonly entitlements: EntitlementLists,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Asks for a role on behalf of the caller.
   *
   * @param reason why; empty when it is not said.
   * @throws ObpError in this order: OBP-30001 (404), 10007, 30205 or 30206, 30214 (400).
   */
  async create(actor: Actor, user: PrincipalUser, roleName: string, bankId: string, reason = ''): Promise<NamedRequest> {
    if (bankId !== '' && (await this.banks.find(bankId)) === undefined) throw new ObpError('BankNotFound', ` Current BankId is ${bankId}`);
    const role = parseRole(roleName, bankId);
    const request = { entitlementRequestId: uuidv7(), bankId, roleName: role.name, reason, createdAt: new Date() };
    try {
      await this.audit.perform(actor, async ({ manager, record }) => {
        await manager.insert(EntitlementRequest, { ...request, userId: user.userId });
        const after = { user_id: user.userId, role_name: role.name, bank_id: bankId };
        await record({ action: 'entitlement_request.created', subjectId: request.entitlementRequestId, bankId, after });
      });
    } catch (error) {
      if (violatedConstraint(error) === 'entitlement_requests_user_id_role_name_key') throw new ObpError('EntitlementRequestExists');
      throw error;
    }
    const held = await this.entitlements.ofUsers([user.userId]);
    return { ...request, user, entitlements: held.get(user.userId) ?? [] };
  }

  /** @param userId only of this user; otherwise all. */
  async list({ from, before, limit, offset, direction }: ListParameters, userId?: string): Promise<NamedRequest[]> {
    const rows = await this.database.query<Row>(LIST[direction], [userId ?? null, from ?? null, before ?? null, limit, offset]);
    const held = await this.entitlements.ofUsers(rows.map((row) => row.userId));
    return rows.map((row) => ({ ...row, user: row, entitlements: held.get(row.userId) ?? [] }));
  }
}
