import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import type { Role } from '../../platform/endpoint/roles.js';

/** Grants a role within a running transaction, without checking anybody's rights. */
export async function insertEntitlement(
  manager: EntityManager,
  userId: string,
  role: Role,
  bankId: string,
  createdByProcess = 'manual',
): Promise<Entitlement> {
  const entitlement = manager.create(Entitlement, { entitlementId: uuidv7(), userId, roleName: role.name, bankId, createdByProcess });
  await manager.insert(Entitlement, entitlement);
  return entitlement;
}
