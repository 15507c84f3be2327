import { Flag, Group, Moment, MomentList, Text, Whole } from '../../../platform/body/fields.js';
import { CreditLimitDto, CreditRatingDto, FaceImageDto } from '../dto/create-customer.dto.js';

/** OBP's PostCustomerJsonV500 (contract section 5.3). */
export class CreateCustomerV500Dto {
  @Text({ max: 255, example: 'Eveline Tripman' })
  legal_name!: string;

  @Text({
    max: 50,
    optional: true,
    example: '5987953',
    description: 'No other customer of the bank may have it; the bank chooses one where it is absent.',
  })
  customer_number?: string | null;

  @Text({ max: 50, example: '+44 07972 444 876' })
  mobile_phone_number!: string;

  @Text({ max: 200, optional: true, example: 'felixsmith@example.com' })
  email?: string | null;

  @Group(() => FaceImageDto, { optional: true })
  face_image?: FaceImageDto | null;

  @Moment({ optional: true, example: '1990-09-08T00:00:00Z' })
  date_of_birth?: Date | null;

  @Text({ max: 16, optional: true, example: 'single' })
  relationship_status?: string | null;

  @Whole({ optional: true, example: 1 })
  dependants?: number | null;

  @MomentList({ optional: true, example: ['2019-09-08T00:00:00Z'] })
  dob_of_dependants?: Date[] | null;

  @Group(() => CreditRatingDto, { optional: true })
  credit_rating?: CreditRatingDto | null;

  @Group(() => CreditLimitDto, { optional: true })
  credit_limit?: CreditLimitDto | null;

  @Text({ max: 32, optional: true, example: 'Master' })
  highest_education_attained?: string | null;

  @Text({ max: 32, optional: true, example: 'worker' })
  employment_status?: string | null;

  @Flag({ optional: true, example: true })
  kyc_status?: boolean | null;

  @Moment({ optional: true, example: '2020-01-22T08:12:45Z' })
  last_ok_date?: Date | null;

  @Text({ max: 255, optional: true, example: 'Dr.' })
  title?: string | null;

  @Text({ max: 255, optional: true, example: 'DERBY6' })
  branch_id?: string | null;

  @Text({ max: 255, optional: true, example: 'Sr' })
  name_suffix?: string | null;
}
