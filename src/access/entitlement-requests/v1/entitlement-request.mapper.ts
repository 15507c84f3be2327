import type { NamedRequest } from '../entitlement-requests.service.js';
import type { RequestDecision } from '../request-decision.entity.js';
import type { RequestWithHistory } from '../request-history.js';
import type { RequestDecisionDto, RoleRequestDto } from './entitlement-request.dto.js';

type Asked = Pick<
  RequestWithHistory,
  'entitlementRequestId' | 'userId' | 'username' | 'roleName' | 'bankId' | 'reason' | 'requestedAt' | 'isHeld'
>;

type Decided = Pick<RequestDecision, 'isGranted' | 'reason' | 'decidedByUserId' | 'decidedAt'>;

const toDto = (request: Asked, decision: RequestDecisionDto | null): RoleRequestDto => ({
  entitlement_request_id: request.entitlementRequestId,
  user_id: request.userId,
  username: request.username,
  role_name: request.roleName,
  bank_id: request.bankId,
  reason: request.reason,
  requested_at: request.requestedAt.toISOString(),
  is_held: request.isHeld,
  decision,
});

export const toRequestDecisionDto = (decision: Decided, username: string): RequestDecisionDto => ({
  decision: decision.isGranted ? 'granted' : 'refused',
  reason: decision.reason,
  decided_by_user_id: decision.decidedByUserId,
  decided_by_username: username,
  decided_at: decision.decidedAt.toISOString(),
});

export function toRoleRequestDto(request: RequestWithHistory): RoleRequestDto {
  const { decidedAt, isGranted, decisionReason, decidedByUserId, decidedByUsername } = request;
  if (decidedAt === null) return toDto(request, null);
  const decided = { decidedAt, isGranted: isGranted === true, reason: decisionReason ?? '', decidedByUserId: decidedByUserId ?? '' };
  return toDto(request, toRequestDecisionDto(decided, decidedByUsername ?? ''));
}

/** One that was just made. */
export function toNewRequestDto({ user, entitlements, createdAt, ...request }: NamedRequest): RoleRequestDto {
  const isHeld = entitlements.some(({ roleName, bankId }) => roleName === request.roleName && bankId === request.bankId);
  return toDto({ ...request, userId: user.userId, username: user.username, requestedAt: createdAt, isHeld }, null);
}
