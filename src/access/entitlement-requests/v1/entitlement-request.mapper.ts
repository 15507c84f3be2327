import type { NamedRequest } from '../entitlement-requests.service.js';
import type { RequestDecision } from '../request-decision.entity.js';
import type { RequestWithHistory } from '../request-history.js';
import type { RequestDecisionDto, RoleRequestDto } from './entitlement-request.dto.js';

export const toRoleRequestDto = (request: RequestWithHistory): RoleRequestDto => ({
  entitlement_request_id: request.entitlementRequestId,
  user_id: request.userId,
  username: request.username,
  role_name: request.roleName,
  bank_id: request.bankId,
  reason: request.reason,
  requested_at: request.requestedAt.toISOString(),
  is_held: request.isHeld,
  decision: decisionOf(request),
});

const decisionOf = (request: RequestWithHistory): RequestDecisionDto | null =>
  request.decidedAt === null
    ? null
    : {
        decision: request.isGranted ? 'granted' : 'refused',
        reason: request.decisionReason ?? '',
        decided_by_user_id: request.decidedByUserId ?? '',
        decided_by_username: request.decidedByUsername ?? '',
        decided_at: request.decidedAt.toISOString(),
      };

/** One that was just made. */
export const toNewRequestDto = ({ user, entitlements, ...request }: NamedRequest): RoleRequestDto => ({
  entitlement_request_id: request.entitlementRequestId,
  user_id: user.userId,
  username: user.username,
  role_name: request.roleName,
  bank_id: request.bankId,
  reason: request.reason,
  requested_at: request.createdAt.toISOString(),
  is_held: entitlements.some(({ roleName, bankId }) => roleName === request.roleName && bankId === request.bankId),
  decision: null,
});

export const toRequestDecisionDto = (decision: RequestDecision, username: string): RequestDecisionDto => ({
  decision: decision.isGranted ? 'granted' : 'refused',
  reason: decision.reason,
  decided_by_user_id: decision.decidedByUserId,
  decided_by_username: username,
  decided_at: decision.decidedAt.toISOString(),
});
