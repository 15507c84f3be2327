import type { EntityManager } from 'typeorm';
import { revoke, stopNewOnes } from '../sessions/end-sessions.js';
import { User } from '../users/user.entity.js';
import { PasswordReset } from './password-reset.entity.js';

/**
 * Sets a password as part of a transaction that holds the user's row. Whoever was signed in with the one before is not any more, except for
 * the session named; a link for a reset is over too.
 *
 * @returns how many sessions ended.
 */
export async function setPassword(manager: EntityManager, userId: string, passwordHash: string, exceptSession = ''): Promise<number> {
  await stopNewOnes(manager, 'users', userId);
  await manager.update(User, { userId }, { passwordHash });
  await manager.delete(PasswordReset, { userId });
  return revoke(manager, 's.user_id = $1 AND s.session_id::text <> $2', [userId, exceptSession]);
}
