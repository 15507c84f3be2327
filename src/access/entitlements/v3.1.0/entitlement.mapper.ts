import type { NamedEntitlement } from '../entitlement-lists.js';
import type { NamedEntitlementDto } from './entitlement.dto.js';

export const toNamedEntitlementDto = (entitlement: NamedEntitlement): NamedEntitlementDto => ({
  entitlement_id: entitlement.entitlementId,
  role_name: entitlement.roleName,
  bank_id: entitlement.bankId,
  user_id: entitlement.userId,
  username: entitlement.username,
});
