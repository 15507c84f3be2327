import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../../platform/body/fields.js';

export class LinkUserDto {
  @Text({ min: 1, max: 255, example: 'robert.x.0.gh', description: 'The name with which the user signs in.' })
  username!: string;

  @Text({
    min: 1,
    max: 255,
    optional: true,
    example: 'customer-messages',
    description: 'Who keeps the password of the user: this service, when not given.',
  })
  provider?: string | null;
}

/** A user who reads the messages to a customer. */
export class CustomerUserDto {
  @ApiProperty({ example: 'zf6aebf1-0b5a-4ee9-8b9b-1c2d3e4f5a6b' })
  user_customer_link_id!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ description: 'Empty for a user who is no more.', example: 'robert.x.0.gh' })
  username!: string;

  @ApiProperty({ example: 'customer-messages' })
  provider!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45.678Z' })
  linked_at!: string;
}

export class CustomerUserListDto {
  @ApiProperty({ type: CustomerUserDto, isArray: true })
  users!: CustomerUserDto[];
}
