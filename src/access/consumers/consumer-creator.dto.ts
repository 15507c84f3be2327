import { ApiProperty } from '@nestjs/swagger';

/** The user who registered a consumer, without roles (contract section 5.6). */
export class ConsumerCreatorDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'felixsmith@example.com' })
  email!: string;

  @ApiProperty({ description: 'The user name at the provider.', example: 'felixsmith' })
  provider_id!: string;

  @ApiProperty({ example: 'customer-messages' })
  provider!: string;

  @ApiProperty({ example: 'felixsmith' })
  username!: string;
}
