import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../../platform/body/fields.js';

export class PageSignInDto {
  @Text({ max: 1024, example: 'mary.clerk' })
  username!: string;

  @Text({ max: 1024, example: 'a-Long-1-password' })
  password!: string;

  @Text({
    max: 1024,
    optional: true,
    example: 'sandbox-consumer-key-not-a-secret',
    description: 'The application to sign in with. Only read where the configuration names none for the pages.',
  })
  consumer_key?: string;
}

export class PageSessionDto {
  @ApiProperty({ example: 'mary.clerk' })
  username!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({
    enum: ['DirectLogin', 'OAuth2_OIDC'],
    description:
      'How the session was proven. Send the token in the header DirectLogin for the first, and as Authorization: Bearer for the other.',
    example: 'DirectLogin',
  })
  authentication_type!: string;

  @ApiProperty({ description: 'A JWT; its form is not part of the contract.', example: 'eyJhbGciOiJIUzI1NiJ9.eyIiOiIifQ.AAAA' })
  access_token!: string;

  @ApiProperty({ type: 'integer', description: 'Seconds until the token ends.', example: 600 })
  expires_in!: number;
}
