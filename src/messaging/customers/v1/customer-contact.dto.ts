import { Text } from '../../../platform/body/fields.js';

/** Where messages reach a customer. */
export class CustomerContactDto {
  @Text({ max: 50, example: '+44 07972 444 876' })
  mobile_phone_number!: string;

  @Text({ max: 200, example: 'eveline@example.com', description: 'Empty for none.' })
  email!: string;
}
