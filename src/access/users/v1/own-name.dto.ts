import { ApiProperty } from '@nestjs/swagger';

export class OwnNameDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'felixsmith' })
  username!: string;

  @ApiProperty({ description: 'Empty where it is not known.', example: 'Felix' })
  first_name!: string;

  @ApiProperty({ description: 'Empty where it is not known.', example: 'Smith' })
  last_name!: string;
}
