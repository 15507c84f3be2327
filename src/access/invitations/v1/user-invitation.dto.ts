import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';
import { CreateUserDto } from '../../users/v2.0.0/create-user.dto.js';

const TOKEN = 'k3v9s0q1x7w2m5n8b4c6z1l0j9h8g7f6d5s4a3p2';

export class UserInvitationDto {
  @ApiProperty({ example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b' })
  invitation_id!: string;

  @ApiProperty({ example: TOKEN, description: 'Good once. It is shown this once, and kept only as a hash.' })
  token!: string;

  @ApiProperty({
    example: `https://api.bank.example/sign-up?invitation=${TOKEN}`,
    description: 'The page on which the invited person signs up: send it to them.',
  })
  link!: string;

  @ApiProperty({ example: '2026-11-25T08:12:45Z' })
  expires_at!: string;
}

/** Like a user who signs up, plus the token of an invitation. */
export class CreateInvitedUserDto extends CreateUserDto {
  @Text({ max: 100, example: TOKEN, description: 'The token of the invitation.' })
  invitation!: string;
}

/** Where an invited person signs up. */
export const linkOf = (token: string, publicUrl: string): string => `${publicUrl}/sign-up?invitation=${token}`;
