import { ApiProperty } from '@nestjs/swagger';

export class CustomerIdDto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  id!: string;
}

export class CustomerIdListDto {
  @ApiProperty({ type: CustomerIdDto, isArray: true })
  customers!: CustomerIdDto[];
}
