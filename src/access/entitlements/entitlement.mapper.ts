import type { Entitlement } from './entitlement.entity.js';
import type { EntitlementDto, EntitlementListDto } from './entitlement.dto.js';

export const toEntitlementDto = ({
  entitlementId,
  roleName,
  bankId,
}: Pick<Entitlement, 'entitlementId' | 'roleName' | 'bankId'>): EntitlementDto => ({
  entitlement_id: entitlementId,
  role_name: roleName,
  bank_id: bankId,
});

export const toEntitlementListDto = (entitlements: readonly Parameters<typeof toEntitlementDto>[0][]): EntitlementListDto => ({
  list: entitlements.map(toEntitlementDto),
});
