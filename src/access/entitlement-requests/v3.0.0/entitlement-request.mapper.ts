import { formatDate } from '../../../platform/endpoint/dates.js';
import { toUserDto } from '../../users/user.mapper.js';
import type { NamedRequest } from '../entitlement-requests.service.js';
import type { EntitlementRequestDto, EntitlementRequestListDto } from './entitlement-request.dto.js';

export const toEntitlementRequestDto = (request: NamedRequest): EntitlementRequestDto => ({
  entitlement_request_id: request.entitlementRequestId,
  user: toUserDto(request.user, request.entitlements),
  role_name: request.roleName,
  bank_id: request.bankId,
  created: formatDate(request.createdAt),
});

export const toEntitlementRequestListDto = (requests: readonly NamedRequest[]): EntitlementRequestListDto => ({
  entitlement_requests: requests.map(toEntitlementRequestDto),
});
