import { ApiProperty } from '@nestjs/swagger';
import type { Bank } from '../bank.entity.js';
import { BankRoutingDto } from '../bank-routing.dto.js';
import { bankRoutings, mainRouting } from '../bank-routings.js';

/** A bank as OBP shows it before v4.0.0, with one routing; the list of all is ours. */
export class BankV140Dto {
  @ApiProperty({ example: 'gh.29.uk' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Green Bank' })
  short_name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'The Green Bank of Ghent' })
  full_name!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'https://static.example.com/logo.png' })
  logo!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'https://www.example.com' })
  website!: string | null;

  @ApiProperty({ type: BankRoutingDto })
  bank_routing!: BankRoutingDto;

  @ApiProperty({ type: BankRoutingDto, isArray: true })
  bank_routings!: BankRoutingDto[];
}

export class BankListV140Dto {
  @ApiProperty({ type: BankV140Dto, isArray: true })
  banks!: BankV140Dto[];
}

export const toBankV140Dto = (bank: Bank): BankV140Dto => ({
  id: bank.bankId,
  short_name: bank.shortName || null,
  full_name: bank.fullName || null,
  logo: bank.logo || null,
  website: bank.website || null,
  bank_routing: mainRouting(bank),
  bank_routings: bankRoutings(bank).filter(({ address }) => address !== ''),
});
