import { Text } from '../../../platform/body/fields.js';

/** OBP's CreateEntitlementJSON (contract section 4.4). */
export class CreateEntitlementDto {
  @Text({ max: 255, example: 'gh.29.uk', description: 'Empty for a role of no bank in particular.' })
  bank_id!: string;

  @Text({ max: 255, example: 'CanCreateCustomerMessage' })
  role_name!: string;
}
