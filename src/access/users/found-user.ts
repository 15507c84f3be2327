import { ObpError } from '../../platform/errors/obp-error.js';
import type { UserAccount } from './user-directory.js';

/** @throws ObpError OBP-20027 when there is none. */
export function foundByName(user: UserAccount | undefined): UserAccount {
  if (user === undefined) throw new ObpError('UserNotFoundByName');
  return user;
}

/** @throws ObpError OBP-20057 when there is none, with the status 400 that both versions of the look-up by id answer. */
export function foundById(user: UserAccount | undefined, userId: string): UserAccount {
  if (user === undefined) throw new ObpError('UserNotFoundByIdBadRequest', ` Current UserId(${userId})`);
  return user;
}
