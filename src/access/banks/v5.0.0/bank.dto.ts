import { ApiProperty } from '@nestjs/swagger';
import { GroupList, Text } from '../../../platform/body/fields.js';
import { BankAttributeDto, BankRoutingDto } from '../bank-routing.dto.js';

/** OBP's PostBankJson500 (contract section 5.2), for creating and for changing a bank. */
export class PostBankV500Dto {
  @Text({
    max: 1024,
    example: 'gh.29.uk',
    optional: true,
    description: '4 to 16 letters, digits, dots, hyphens and underscores. Although the shape lets it be absent, it has to be given.',
  })
  id?: string | null;

  @Text({ max: 100, example: 'CGHZ' })
  bank_code!: string;

  @Text({ max: 255, example: 'The Green Bank of Ghent', optional: true })
  full_name?: string | null;

  @Text({ max: 2000, example: 'https://static.example.com/logo.png', optional: true })
  logo?: string | null;

  @Text({ max: 2000, example: 'https://www.example.com', optional: true })
  website?: string | null;

  @GroupList(() => BankRoutingDto, { optional: true })
  bank_routings?: BankRoutingDto[] | null;
}

/** OBP's BankJson500: empty texts are null. */
export class BankV500Dto {
  @ApiProperty({ example: 'gh.29.uk' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'CGHZ' })
  bank_code!: string | null;

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
