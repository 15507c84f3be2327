import { ApiProperty } from '@nestjs/swagger';
import { EntitlementDto } from '../entitlement.dto.js';

/** An entitlement together with its holder (contract section 4.4). */
export class BankEntitlementDto extends EntitlementDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;
}

export class BankEntitlementListDto {
  @ApiProperty({ type: BankEntitlementDto, isArray: true })
  list!: BankEntitlementDto[];
}

export class SpacesDto {
  @ApiProperty({ type: String, isArray: true, example: ['gh.29.uk'] })
  bank_ids!: string[];
}
