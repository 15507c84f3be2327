import type { EntityManager } from 'typeorm';
import { ObpError } from '../../platform/errors/obp-error.js';
import { User } from '../users/user.entity.js';

/**
 * Locks the row of a user whose password is kept here, so that acts on one user happen one after the other.
 *
 * @throws ObpError OBP-20057 (404) for a deleted user, OBP-98151 (400) for a user of another issuer.
 */
export async function lockLocal(manager: EntityManager, userId: string): Promise<User> {
  const user = await manager.findOne(User, { where: { userId, isDeleted: false }, lock: { mode: 'for_no_key_update' } });
  if (user === null) throw new ObpError('UserNotFoundById');
  if (user.passwordHash === null) throw new ObpError('PasswordKeptElsewhere');
  return user;
}
