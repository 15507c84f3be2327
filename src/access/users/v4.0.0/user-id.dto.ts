import { ApiProperty } from '@nestjs/swagger';

export class UserIdDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;
}
