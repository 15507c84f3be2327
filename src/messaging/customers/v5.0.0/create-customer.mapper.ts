import { ObpError } from '../../../platform/errors/obp-error.js';
import type { NewCustomer } from '../customers.service.js';
import { refuseDependantsMismatch } from '../dependants.js';
import type { CreateCustomerV500Dto } from './create-customer.dto.js';

/** @throws ObpError OBP-10020 when the dependants are not as many as their dates of birth. */
export function fromCreateCustomerV500Dto(bankId: string, body: CreateCustomerV500Dto): NewCustomer {
  const { face_image: face, credit_rating: rating, credit_limit: limit } = body;
  const dependants = body.dependants ?? 0;
  const dobOfDependants = body.dob_of_dependants ?? [];
  refuseDependantsMismatch(dependants, dobOfDependants);
  return {
    bankId,
    legalName: body.legal_name,
    mobilePhoneNumber: body.mobile_phone_number,
    email: body.email ?? '',
    faceImageUrl: face?.url ?? '',
    faceImageDate: face?.date ?? null,
    dateOfBirth: body.date_of_birth ?? null,
    relationshipStatus: body.relationship_status ?? '',
    dependants,
    dobOfDependants,
    creditRating: rating?.rating ?? '',
    creditSource: rating?.source ?? '',
    creditLimitCurrency: limit?.currency ?? '',
    creditLimitAmount: limit?.amount ?? '',
    highestEducationAttained: body.highest_education_attained ?? '',
    employmentStatus: body.employment_status ?? '',
    kycStatus: body.kyc_status ?? false,
    lastOkDate: body.last_ok_date ?? null,
    title: body.title ?? '',
    branchId: body.branch_id ?? '',
    nameSuffix: body.name_suffix ?? '',
  };
}

/**
 * The number that was asked for; empty when none was.
 *
 * @throws ObpError OBP-10001 for one with `::::` in it (contract section 5.3).
 */
export function customerNumberOf({ customer_number: customerNumber }: CreateCustomerV500Dto): string {
  if (customerNumber?.includes('::::')) throw new ObpError('InvalidJson', ' customer_number can not contain `::::` characters');
  return customerNumber ?? '';
}
