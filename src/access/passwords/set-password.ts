import type { EntityManager } from 'typeorm';
import { revoke, stopNewOnes } from '../sessions/end-sessions.js';
import { User } from '../users/user.entity.js';
import { PasswordReset } from './password-reset.entity.js';

/**
 * Sets a password within a transaction that has locked the user's row. Sessions made with the previous one end, except the given session; a
 * reset link ends too.
 *
 * @returns how many sessions ended.
 */
export async function setPassword(manager: EntityManager, userId: string, passwordHash: string, exceptSession = ''): Promise<number> {
  await stopNewOnes(manager, 'users', userId);
  await manager.update(User, { userId }, { passwordHash });
  await manager.delete(PasswordReset, { userId });
  return revoke(manager, 's.user_id = $1 AND s.session_id::text <> $2', [userId, exceptSession]);
}
