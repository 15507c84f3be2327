import { ApiProperty } from '@nestjs/swagger';
import type { User } from '../users/user.entity.js';

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

/** Null for a consumer that nobody in particular registered. */
export const toConsumerCreatorDto = (user: User | undefined): ConsumerCreatorDto | null =>
  user === undefined
    ? null
    : { user_id: user.userId, email: user.email, provider_id: user.username, provider: user.provider, username: user.username };
