import { ApiProperty } from '@nestjs/swagger';
import { BankRoutingDto } from '../bank-routing.dto.js';

/** A bank as OBP shows it before v4.0.0, with one routing; the list of all routings is our addition. */
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
