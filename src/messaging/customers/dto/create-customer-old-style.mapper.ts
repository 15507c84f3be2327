import type { NewCustomer } from '../customers.service.js';
import type { CreateCustomerOldStyleDto } from './create-customer-old-style.dto.js';

export const fromCreateCustomerOldStyleDto = (bankId: string, body: CreateCustomerOldStyleDto): NewCustomer => ({
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
  creditRating: '',
  creditSource: '',
  creditLimitCurrency: '',
  creditLimitAmount: '',
  highestEducationAttained: body.highest_education_attained,
  employmentStatus: body.employment_status,
  kycStatus: body.kyc_status,
  lastOkDate: body.last_ok_date,
  title: body.title,
  branchId: body.branchId,
  nameSuffix: body.nameSuffix,
});
