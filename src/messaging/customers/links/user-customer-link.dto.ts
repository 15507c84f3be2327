import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

/** OBP's CreateUserCustomerLinkJson (contract section 5.4). */
export class CreateUserCustomerLinkDto {
  @Text({ max: 255, example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @Text({ min: 1, max: 255, example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;
}

export class UserCustomerLinkDto {
  @ApiProperty({ example: 'zf6aebf1-0b5a-4ee9-8b9b-1c2d3e4f5a6b' })
  user_customer_link_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ format: 'date-time', example: '2020-01-22T08:12:45Z' })
  date_inserted!: string;

  @ApiProperty({ example: true })
  is_active!: boolean;
}

export class UserCustomerLinkListDto {
  @ApiProperty({ type: UserCustomerLinkDto, isArray: true })
  user_customer_links!: UserCustomerLinkDto[];
}
