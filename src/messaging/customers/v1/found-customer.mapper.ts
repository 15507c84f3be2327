import type { Customer } from '../customer.entity.js';
import type { FoundCustomer } from '../search/customer-search.js';
import type { FoundCustomerDto } from './found-customer.dto.js';

export const toFoundCustomerDto = (customer: FoundCustomer): FoundCustomerDto => ({
  customer_id: customer.customer_id,
  customer_number: customer.customer_number,
  legal_name: customer.legal_name,
  email: customer.email,
  mobile_phone_number: customer.mobile_phone_number,
});

export const toCorrectedCustomerDto = (customer: Customer): FoundCustomerDto => ({
  customer_id: customer.customerId,
  customer_number: customer.customerNumber,
  legal_name: customer.legalName,
  email: customer.email,
  mobile_phone_number: customer.mobilePhoneNumber,
});
