import type { NewCustomer } from '../customers.service.js';
import { refuseDependantsMismatch } from '../dependants.js';
import type { CreateCustomerDto } from './create-customer.dto.js';

/** @throws ObpError OBP-10020 when the dependants are not as many as their dates of birth. */
export function fromCreateCustomerDto(bankId: string, body: CreateCustomerDto): NewCustomer {
  refuseDependantsMismatch(body.dependants, body.dob_of_dependants ?? []);
  return {
    bankId,
    legalName: body.legal_name,
    mobilePhoneNumber: body.mobile_phone_number,
    email: body.email,
    faceImageUrl: body.face_image.url,
    faceImageDate: body.face_image.date,
    dateOfBirth: body.date_of_birth,
    relationshipStatus: body.relationship_status,
    dependants: body.dependants,
    dobOfDependants: body.dob_of_dependants ?? [],
    creditRating: body.credit_rating.rating,
    creditSource: body.credit_rating.source,
    creditLimitCurrency: body.credit_limit.currency,
    creditLimitAmount: body.credit_limit.amount,
    highestEducationAttained: body.highest_education_attained,
    employmentStatus: body.employment_status,
    kycStatus: body.kyc_status,
    lastOkDate: body.last_ok_date,
    title: body.title,
    branchId: body.branch_id,
    nameSuffix: body.name_suffix,
  };
}
