import { Text } from '../../../platform/body/fields.js';

/** OBP's PostCustomerNumberJsonV310 (contract section 5.3). */
export class CustomerNumberDto {
  @Text({ max: 255, example: '5987953' })
  customer_number!: string;
}
