import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';
import { UserDto } from '../../users/user.dto.js';

/** OBP's CreateEntitlementRequestJSON (contract section 4.5). */
export class CreateEntitlementRequestDto {
  @Text({ max: 255, example: 'gh.29.uk', description: 'Empty for a role of no bank in particular.' })
  bank_id!: string;

  @Text({ max: 255, example: 'CanCreateCustomerMessage' })
  role_name!: string;
}

/** The order of fields is part of the wire (contract section 4.5). */
export class EntitlementRequestDto {
  @ApiProperty({ example: '6fb17583-1e49-4435-bb74-a14fe0996723' })
  entitlement_request_id!: string;

  @ApiProperty({ type: UserDto })
  user!: UserDto;

  @ApiProperty({ example: 'CanCreateCustomerMessage' })
  role_name!: string;

  @ApiProperty({ description: 'Empty for a role of no bank in particular.', example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45Z' })
  created!: string;
}

export class EntitlementRequestListDto {
  @ApiProperty({ type: EntitlementRequestDto, isArray: true })
  entitlement_requests!: EntitlementRequestDto[];
}
