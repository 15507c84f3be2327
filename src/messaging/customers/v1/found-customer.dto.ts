import { ApiProperty } from '@nestjs/swagger';

/** As much of a customer as tells people apart. */
export class FoundCustomerDto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;

  @ApiProperty({ example: '5987953' })
  customer_number!: string;

  @ApiProperty({ example: 'Eveline Tripman' })
  legal_name!: string;

  @ApiProperty({ example: 'eveline@example.com' })
  email!: string;

  @ApiProperty({ example: '+44 07972 444 876' })
  mobile_phone_number!: string;
}

export class FoundCustomerListDto {
  @ApiProperty({ type: FoundCustomerDto, isArray: true })
  customers!: FoundCustomerDto[];
}
