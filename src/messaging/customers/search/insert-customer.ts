import type { EntityManager } from 'typeorm';
import { Customer } from '../customer.entity.js';
import { CustomerSearchTerm } from './customer-search-term.entity.js';
import { type SearchableCustomer, searchTermsOf } from './search-terms.js';

type NewCustomer = Pick<Customer, 'bankId' | 'customerId' | 'legalName' | 'customerNumber' | 'mobilePhoneNumber'> & Partial<Customer>;

/** A customer with what makes the terms. */
export type CustomerToFind = SearchableCustomer & Pick<Customer, 'customerId'>;

const TERMS = `
  INSERT INTO customer_search_terms (bank_id, term, customer_id)
  SELECT $1, term, customer_id FROM unnest($2::text[], $3::text[]) AS t (term, customer_id)
  ON CONFLICT DO NOTHING`;

/** Stores a customer, and that by which the customer is found. All that create customers come through here. */
export async function insertCustomer(manager: EntityManager, customer: NewCustomer): Promise<void> {
  await manager.insert(Customer, { ...customer, isSearchable: true });
  await insertTerms(manager, customer.bankId, [{ email: '', ...customer }]);
}

/** Stores the terms of customers of one bank. */
export async function insertTerms(manager: EntityManager, bankId: string, customers: readonly CustomerToFind[]): Promise<void> {
  const rows = customers.flatMap((customer) => searchTermsOf(customer).map((term) => ({ term, customerId: customer.customerId })));
  await manager.query(TERMS, [bankId, rows.map(({ term }) => term), rows.map(({ customerId }) => customerId)]);
}

/** Stores the terms of a customer who has changed, in place of those before. */
export async function replaceTerms(manager: EntityManager, bankId: string, customer: CustomerToFind): Promise<void> {
  await manager.delete(CustomerSearchTerm, { bankId, customerId: customer.customerId });
  await insertTerms(manager, bankId, [customer]);
}
