import { ApiProperty, OmitType } from '@nestjs/swagger';

const date = { type: String, format: 'date-time', nullable: true } as const;

export class CustomerFaceImageDto {
  @ApiProperty({ example: 'https://static.example.com/face.png' })
  url!: string;

  @ApiProperty({ ...date, example: '2020-01-22T08:12:45Z' })
  date!: string | null;
}

export class CustomerCreditRatingDto {
  @ApiProperty({ example: 'OBP' })
  rating!: string;

  @ApiProperty({ example: 'OBP' })
  source!: string;
}

export class CustomerCreditLimitDto {
  @ApiProperty({ example: 'EUR' })
  currency!: string;

  @ApiProperty({ example: '10' })
  amount!: string;
}

/** OBP's CustomerJsonV310 (contract section 5.3); the order of fields is part of the wire. */
export class CustomerDto {
  @ApiProperty({ example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;

  @ApiProperty({ example: '5987953' })
  customer_number!: string;

  @ApiProperty({ example: 'Eveline Tripman' })
  legal_name!: string;

  @ApiProperty({ example: '+44 07972 444 876' })
  mobile_phone_number!: string;

  @ApiProperty({ example: 'felixsmith@example.com' })
  email!: string;

  @ApiProperty({ type: CustomerFaceImageDto })
  face_image!: CustomerFaceImageDto;

  @ApiProperty({ ...date, example: '1990-09-08T00:00:00Z' })
  date_of_birth!: string | null;

  @ApiProperty({ example: 'single' })
  relationship_status!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  dependants!: number;

  @ApiProperty({ type: String, format: 'date-time', isArray: true, example: ['2019-09-08T00:00:00Z'] })
  dob_of_dependants!: string[];

  @ApiProperty({ type: CustomerCreditRatingDto })
  credit_rating!: CustomerCreditRatingDto;

  @ApiProperty({ type: CustomerCreditLimitDto })
  credit_limit!: CustomerCreditLimitDto;

  @ApiProperty({ example: 'Master' })
  highest_education_attained!: string;

  @ApiProperty({ example: 'worker' })
  employment_status!: string;

  @ApiProperty({ example: true })
  kyc_status!: boolean;

  @ApiProperty({ ...date, example: '2020-01-22T08:12:45Z' })
  last_ok_date!: string | null;

  @ApiProperty({ example: 'Dr.' })
  title!: string;

  @ApiProperty({ example: 'DERBY6' })
  branch_id!: string;

  @ApiProperty({ example: 'Sr' })
  name_suffix!: string;
}

export class CustomerAttributeDto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_attribute_id!: string;

  @ApiProperty({ example: 'SPECIAL_TAX_NUMBER' })
  name!: string;

  @ApiProperty({ example: 'STRING' })
  type!: string;

  @ApiProperty({ example: '123456789' })
  value!: string;
}

const attributes = {
  type: CustomerAttributeDto,
  isArray: true,
  example: [],
  description: 'Always empty: customers have no attributes here.',
};

/** OBP's CustomerWithAttributesJsonV310. */
export class CustomerWithAttributesDto extends CustomerDto {
  @ApiProperty(attributes)
  customer_attributes!: CustomerAttributeDto[];
}

export class CustomerWithAttributesListDto {
  @ApiProperty({ type: CustomerWithAttributesDto, isArray: true })
  customers!: CustomerWithAttributesDto[];
}

/** OBP's CustomerJsonV300: dates of birth are days as text, empty where there is none. */
export class CustomerV300Dto extends OmitType(CustomerDto, ['date_of_birth', 'dob_of_dependants']) {
  @ApiProperty({ pattern: '^(\\d{4}-\\d{2}-\\d{2})?$', description: 'Empty when it is not known.', example: '1990-09-08' })
  date_of_birth!: string;

  @ApiProperty({ type: String, format: 'date', isArray: true, example: ['2019-09-08'] })
  dob_of_dependants!: string[];
}

export class CustomerListV300Dto {
  @ApiProperty({ type: CustomerV300Dto, isArray: true })
  customers!: CustomerV300Dto[];
}

export class CustomerWithAttributesV300Dto extends CustomerV300Dto {
  @ApiProperty(attributes)
  customer_attributes!: CustomerAttributeDto[];
}

export class CustomerWithAttributesListV300Dto {
  @ApiProperty({ type: CustomerWithAttributesV300Dto, isArray: true })
  customers!: CustomerWithAttributesV300Dto[];
}

/** OBP's CustomerJsonV210. */
export class CustomerV210Dto extends OmitType(CustomerDto, ['title', 'branch_id', 'name_suffix']) {}

export class CustomerListV210Dto {
  @ApiProperty({ type: CustomerV210Dto, isArray: true })
  customers!: CustomerV210Dto[];
}

/** The shape of v1.4.0, which knows neither bank nor credit. */
export class CustomerV140Dto extends OmitType(CustomerV210Dto, ['bank_id', 'credit_rating', 'credit_limit']) {}

export class CustomerMinimalDto {
  @ApiProperty({ example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;
}

export class CustomerMinimalListDto {
  @ApiProperty({ type: CustomerMinimalDto, isArray: true })
  customers!: CustomerMinimalDto[];
}
