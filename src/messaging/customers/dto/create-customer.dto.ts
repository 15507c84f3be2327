import { Flag, Group, Moment, MomentList, Text, Whole } from '../../../platform/body/fields.js';

export class FaceImageDto {
  @Text({ max: 2000, example: 'https://static.example.com/face.png' })
  url!: string;

  @Moment({ example: '2020-01-22T08:12:45Z' })
  date!: Date;
}

export class CreditRatingDto {
  @Text({ max: 100, example: 'OBP' })
  rating!: string;

  @Text({ max: 100, example: 'OBP' })
  source!: string;
}

export class CreditLimitDto {
  @Text({ max: 100, example: 'EUR' })
  currency!: string;

  @Text({ max: 100, example: '10' })
  amount!: string;
}

/** OBP's PostCustomerJsonV310 (contract section 5.3). */
export class CreateCustomerDto {
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

  @Group(() => CreditRatingDto)
  credit_rating!: CreditRatingDto;

  @Group(() => CreditLimitDto)
  credit_limit!: CreditLimitDto;

  @Text({ max: 32, example: 'Master' })
  highest_education_attained!: string;

  @Text({ max: 32, example: 'worker' })
  employment_status!: string;

  @Flag({ example: true })
  kyc_status!: boolean;

  @Moment({ example: '2020-01-22T08:12:45Z' })
  last_ok_date!: Date;

  @Text({ max: 255, example: 'Dr.' })
  title!: string;

  @Text({ max: 255, example: 'DERBY6' })
  branch_id!: string;

  @Text({ max: 255, example: 'Sr' })
  name_suffix!: string;
}
