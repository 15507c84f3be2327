import { formatDate, formatOptionalDate } from '../../../platform/endpoint/dates.js';
import type { Customer } from '../customer.entity.js';
import type {
  CustomerDto,
  CustomerMinimalDto,
  CustomerV140Dto,
  CustomerV210Dto,
  CustomerV300Dto,
  CustomerWithAttributesDto,
  CustomerWithAttributesV300Dto,
} from './customer.dto.js';

export const toCustomerDto = (customer: Customer): CustomerDto => ({
  bank_id: customer.bankId,
  customer_id: customer.customerId,
  customer_number: customer.customerNumber,
  legal_name: customer.legalName,
  mobile_phone_number: customer.mobilePhoneNumber,
  email: customer.email,
  face_image: { url: customer.faceImageUrl, date: formatOptionalDate(customer.faceImageDate) },
  date_of_birth: formatOptionalDate(customer.dateOfBirth),
  relationship_status: customer.relationshipStatus,
  dependants: customer.dependants,
  dob_of_dependants: customer.dobOfDependants.map(formatDate),
  credit_rating: { rating: customer.creditRating, source: customer.creditSource },
  credit_limit: { currency: customer.creditLimitCurrency, amount: customer.creditLimitAmount },
  highest_education_attained: customer.highestEducationAttained,
  employment_status: customer.employmentStatus,
  kyc_status: customer.kycStatus,
  last_ok_date: formatOptionalDate(customer.lastOkDate),
  title: customer.title,
  branch_id: customer.branchId,
  name_suffix: customer.nameSuffix,
});

/** There are no attributes here, so nothing to list. */
export const toCustomerWithAttributesDto = (customer: Customer): CustomerWithAttributesDto => ({
  ...toCustomerDto(customer),
  customer_attributes: [],
});

/** The fields keep their places when their values are replaced. */
export const toCustomerV300Dto = (customer: Customer): CustomerV300Dto => ({ ...toCustomerDto(customer), ...daysOf(customer) });

export const toCustomerWithAttributesV300Dto = (customer: Customer): CustomerWithAttributesV300Dto => ({
  ...toCustomerDto(customer),
  ...daysOf(customer),
  customer_attributes: [],
});

export function toCustomerV210Dto(customer: Customer): CustomerV210Dto {
  const { title: _title, branch_id: _branch, name_suffix: _suffix, ...rest } = toCustomerDto(customer);
  return rest;
}

export function toCustomerV140Dto(customer: Customer): CustomerV140Dto {
  const { bank_id: _bank, credit_rating: _rating, credit_limit: _limit, ...rest } = toCustomerV210Dto(customer);
  return rest;
}

export const toCustomerMinimalDto = ({ bankId, customerId }: Pick<Customer, 'bankId' | 'customerId'>): CustomerMinimalDto => ({
  bank_id: bankId,
  customer_id: customerId,
});

const daysOf = ({ dateOfBirth, dobOfDependants }: Customer): Pick<CustomerV300Dto, 'date_of_birth' | 'dob_of_dependants'> => ({
  date_of_birth: dateOfBirth === null ? '' : day(dateOfBirth),
  dob_of_dependants: dobOfDependants.map(day),
});

const day = (date: Date): string => date.toISOString().slice(0, 10);
