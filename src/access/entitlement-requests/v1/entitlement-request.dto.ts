import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

const LONGEST_REASON = 500;
const TIME = '2026-01-22T08:12:45.678Z';

/** What may become of a request. */
export const DECISIONS = ['granted', 'refused'] as const;

export class AskForRoleDto {
  @Text({ min: 1, max: 255, example: 'CanGetCustomerMessages' })
  role_name!: string;

  @Text({ max: 255, optional: true, example: 'gh.29.uk', description: 'Empty, or not given, for a role of no bank in particular.' })
  bank_id?: string | null;

  @Text({
    max: LONGEST_REASON,
    optional: true,
    example: 'I answer the customers of the branch in Derby.',
    description: 'Why the role is asked for, as whoever decides reads it.',
  })
  reason?: string | null;
}

export class DecideRequestDto {
  @Text({
    min: 1,
    max: 16,
    example: 'refused',
    values: DECISIONS,
    description: 'granted also gives the role, to who does not hold it yet.',
  })
  decision!: string;

  @Text({
    max: LONGEST_REASON,
    optional: true,
    example: 'Please ask your branch.',
    description: 'Why, as who asked reads it.',
  })
  reason?: string | null;
}

export class RequestDecisionDto {
  @ApiProperty({ enum: DECISIONS, example: 'refused' })
  decision!: string;

  @ApiProperty({ description: 'Empty when none was given.', example: 'Please ask your branch.' })
  reason!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  decided_by_user_id!: string;

  @ApiProperty({ description: 'Empty for a user who is no more.', example: 'felixsmith' })
  decided_by_username!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  decided_at!: string;
}

export class RoleRequestDto {
  @ApiProperty({ example: '6fb17583-1e49-4435-bb74-a14fe0996723' })
  entitlement_request_id!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'robert.x.0.gh' })
  username!: string;

  @ApiProperty({ example: 'CanGetCustomerMessages' })
  role_name!: string;

  @ApiProperty({ description: 'Empty for a role of no bank in particular.', example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({
    description: 'Why the role is asked for; empty when that was not said.',
    example: 'I answer the customers of the branch.',
  })
  reason!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  requested_at!: string;

  @ApiProperty({ description: 'Whether the user holds the role now.', example: false })
  is_held!: boolean;

  @ApiProperty({ type: RequestDecisionDto, nullable: true, description: 'null while it is open.', example: null })
  decision!: RequestDecisionDto | null;
}

export class RoleRequestListDto {
  @ApiProperty({ type: RoleRequestDto, isArray: true })
  entitlement_requests!: RoleRequestDto[];
}
