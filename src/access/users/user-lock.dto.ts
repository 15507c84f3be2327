import { ApiProperty } from '@nestjs/swagger';
import { formatDate, formatOptionalDate } from '../../platform/endpoint/dates.js';
import type { LockStatus, UserLock } from './user-locks.service.js';

/** The order of fields is part of the wire (contract section 5.5). */
export class UserLockDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'lock_via_api' })
  type_of_lock!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45Z' })
  last_lock_date!: string;
}

/** The order of fields is part of the wire (contract section 5.5). */
export class LockStatusDto {
  @ApiProperty({ example: 'felixsmith' })
  username!: string;

  @ApiProperty({ type: 'integer', example: 0 })
  bad_attempts_since_last_success_or_reset!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null when no bad login is remembered.',
    example: '2026-01-22T08:12:45Z',
  })
  last_failure_date!: string | null;
}

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
