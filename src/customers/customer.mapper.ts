import { formatDate, formatOptionalDate } from '../obp/dates.js';
import type { CustomerDto } from './customer.dto.js';
import type { Customer } from './customer.entity.js';

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
