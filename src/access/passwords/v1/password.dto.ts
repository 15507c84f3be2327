import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

const RULE = '17 to 512 characters, or 10 to 16 with a digit, both cases and a special character; none of the common ones.';

export class ChangePasswordDto {
  @Text({ max: 1024, example: 'a-Long-1-password' })
  current_password!: string;

  @Text({ max: 1024, example: 'Another-1-password', description: RULE })
  new_password!: string;
}

export class ResetPasswordDto {
  @Text({ max: 100, example: 'aeqmkzqk0wnnxfvcnsvimnkp5xc3b0bngvh2rkcd', description: 'What an administrator was given for this user.' })
  token!: string;

  @Text({ max: 1024, example: 'Another-1-password', description: RULE })
  new_password!: string;
}

export class PasswordResetDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ description: 'For this user alone. Shown this once.', example: 'aeqmkzqk0wnnxfvcnsvimnkp5xc3b0bngvh2rkcd' })
  token!: string;

  @ApiProperty({
    description: 'The page on which the user chooses a new password: send it to them.',
    example: 'https://api.bank.example/password-reset?token=aeqmkzqk0wnnxfvcnsvimnkp5xc3b0bngvh2rkcd',
  })
  link!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-28T08:00:00.000Z' })
  expires!: string;
}
