import { formatDate, formatOptionalDate } from '../../platform/endpoint/dates.js';
import type { LockStatus, UserLock } from './user-locks.js';
import type { UserLockDto, LockStatusDto } from './user-lock.dto.js';

export const toUserLockDto = ({ userId, lockedAt }: UserLock): UserLockDto => ({
  user_id: userId,
  type_of_lock: 'lock_via_api',
  last_lock_date: formatDate(lockedAt),
});

export const toLockStatusDto = ({ username, badAttempts, lastFailureAt }: LockStatus): LockStatusDto => ({
  username,
  bad_attempts_since_last_success_or_reset: badAttempts,
  last_failure_date: formatOptionalDate(lastFailureAt),
});
