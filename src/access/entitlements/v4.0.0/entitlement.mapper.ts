import type { Entitlement } from '../entitlement.entity.js';
import type { BankEntitlementDto } from './entitlement.dto.js';

export const toBankEntitlementDto = (entitlement: Entitlement): BankEntitlementDto => ({
  entitlement_id: entitlement.entitlementId,
  role_name: entitlement.roleName,
  bank_id: entitlement.bankId,
  user_id: entitlement.userId,
});
