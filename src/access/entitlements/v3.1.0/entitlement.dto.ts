import { ApiProperty } from '@nestjs/swagger';
import { EntitlementDto } from '../entitlement.dto.js';

/** An entitlement together with its holder (contract section 4.4). */
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
