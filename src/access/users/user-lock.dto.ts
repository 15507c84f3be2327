import { ApiProperty } from '@nestjs/swagger';

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
