import { ApiProperty } from '@nestjs/swagger';
import { GroupList, Text } from '../../../platform/body/fields.js';
import { BankAttributeDto, BankRoutingDto } from '../bank-routing.dto.js';

/** OBP's BankJson400 as sent (contract section 5.2). */
export class CreateBankDto {
  @Text({ max: 1024, example: 'gh.29.uk', description: '4 to 16 letters, digits, dots, hyphens and underscores.' })
  id!: string;

  @Text({ max: 100, example: 'Green Bank' })
  short_name!: string;

  @Text({ max: 255, example: 'The Green Bank of Ghent' })
  full_name!: string;

  @Text({ max: 2000, example: 'https://static.example.com/logo.png' })
  logo!: string;

  @Text({ max: 2000, example: 'https://www.example.com' })
  website!: string;

  @GroupList(() => BankRoutingDto)
  bank_routings!: BankRoutingDto[];
}

/** OBP's BankJson400 as answered: empty texts are null. */
export class BankDto {
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

  @ApiProperty({ type: BankRoutingDto, isArray: true })
  bank_routings!: BankRoutingDto[];

  @ApiProperty({ type: BankAttributeDto, isArray: true, example: [] })
  attributes!: BankAttributeDto[];
}

export class BankListDto {
  @ApiProperty({ type: BankDto, isArray: true })
  banks!: BankDto[];
}
