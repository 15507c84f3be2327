import { ObpError } from '../../platform/errors/obp-error.js';
import { findRole, ROLE_NAMES, type Role } from '../../platform/endpoint/roles.js';

/**
 * The role with a name from outside, if it may be held at that bank.
 *
 * @param bankId empty for no bank.
 * @throws ObpError OBP-10007, then OBP-30205 or 30206 (400; contract section 4.4).
 */
export function parseRole(roleName: string, bankId: string): Role {
  const role = findRole(roleName);
  if (role === undefined) throw new ObpError('IncorrectRole', `${roleName}. Possible roles are ${ROLE_NAMES.join(', ')}`);
  if (role.requiresBankId && bankId === '') throw new ObpError('EntitlementIsBankRole');
  if (!role.requiresBankId && bankId !== '') throw new ObpError('EntitlementIsSystemRole');
  return role;
}
