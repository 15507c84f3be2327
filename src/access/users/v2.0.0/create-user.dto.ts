import { Text } from '../../../platform/body/fields.js';

/** What a new user is made of (contract section 5.5). */
export class CreateUserDto {
  @Text({ max: 200, example: 'felixsmith@example.com' })
  email!: string;

  @Text({ max: 100, example: 'felix.smith', description: 'An e-mail address, or 8 to 100 letters, digits, dots and underscores.' })
  username!: string;

  @Text({
    max: 1024,
    example: 'a-Long-1-password',
    description: '17 to 512 characters, or 10 to 16 with a digit, both cases and a special character; none of the common ones.',
  })
  password!: string;

  @Text({ max: 100, example: 'Felix' })
  first_name!: string;

  @Text({ max: 100, example: 'Smith' })
  last_name!: string;
}
