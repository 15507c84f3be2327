import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';
import { formatDate } from '../../../platform/endpoint/dates.js';
import { UserDto } from '../../users/user.dto.js';
import { toUserDto } from '../../users/user.mapper.js';
import type { NamedRequest } from '../entitlement-requests.service.js';

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

export const toEntitlementRequestDto = (request: NamedRequest): EntitlementRequestDto => ({
  entitlement_request_id: request.entitlementRequestId,
  user: toUserDto(request.user, request.entitlements),
  role_name: request.roleName,
  bank_id: request.bankId,
  created: formatDate(request.createdAt),
});

export const toEntitlementRequestListDto = (requests: readonly NamedRequest[]): EntitlementRequestListDto => ({
  entitlement_requests: requests.map(toEntitlementRequestDto),
});
