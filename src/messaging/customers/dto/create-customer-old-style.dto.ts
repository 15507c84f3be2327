import { Flag, Group, Moment, MomentList, Text, Whole } from '../../../platform/body/fields.js';
import { FaceImageDto } from './create-customer.dto.js';

/** OBP's CreateCustomerJson, of v1.4.0 and v2.0.0 (contract section 5.3). */
export class CreateCustomerOldStyleDto {
  @Text({ max: 255, example: 'Dr.' })
  title!: string;

  @Text({ max: 255, example: 'DERBY6' })
  branchId!: string;

  @Text({ max: 255, example: 'Sr' })
  nameSuffix!: string;

  @Text({
    max: 255,
    example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1',
    description: 'The user who is linked to the customer; empty for the one who calls.',
  })
  user_id!: string;

  @Text({ max: 50, example: '5987953', description: 'No other customer of the bank may have it; the bank chooses one where it is empty.' })
  customer_number!: string;

  @Text({ max: 255, example: 'Eveline Tripman' })
  legal_name!: string;

  @Text({ max: 50, example: '+44 07972 444 876' })
  mobile_phone_number!: string;

  @Text({ max: 200, example: 'felixsmith@example.com' })
  email!: string;

  @Group(() => FaceImageDto)
  face_image!: FaceImageDto;

  @Moment({ example: '1990-09-08T00:00:00Z' })
  date_of_birth!: Date;

  @Text({ max: 16, example: 'single' })
  relationship_status!: string;

  @Whole({ example: 1 })
  dependants!: number;

  @MomentList({ example: ['2019-09-08T00:00:00Z'], optional: true })
  dob_of_dependants?: Date[] | null;

  @Text({ max: 32, example: 'Master' })
  highest_education_attained!: string;

  @Text({ max: 32, example: 'worker' })
  employment_status!: string;

  @Flag({ example: true })
  kyc_status!: boolean;

  @Moment({ example: '2020-01-22T08:12:45Z' })
  last_ok_date!: Date;
}
