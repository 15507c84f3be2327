import { ApiProperty } from '@nestjs/swagger';
import { EntitlementDto } from '../entitlement.dto.js';
import type { NamedEntitlement } from '../entitlement-lists.service.js';

/** An entitlement with who holds it (contract section 4.4). */
export class NamedEntitlementDto extends EntitlementDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'felixsmith' })
  username!: string;
}

export class NamedEntitlementListDto {
  @ApiProperty({ type: NamedEntitlementDto, isArray: true })
  list!: NamedEntitlementDto[];
}

export const toNamedEntitlementDto = (entitlement: NamedEntitlement): NamedEntitlementDto => ({
  entitlement_id: entitlement.entitlementId,
  role_name: entitlement.roleName,
  bank_id: entitlement.bankId,
  user_id: entitlement.userId,
  username: entitlement.username,
});
