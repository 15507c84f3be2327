import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { Customer } from './customer.entity.js';
import { customerNotFound } from './customers.service.js';
import { replaceTerms } from './search/insert-customer.js';

export type Contact = Pick<Customer, 'mobilePhoneNumber' | 'email'>;

/** Corrects where customers are reached. */
@Injectable()
export class CustomerContacts {
  constructor(private readonly audit: AuditTrail) {}

  /** The customer is found by the new contact at once. @throws ObpError OBP-30046 (404) when the bank has no such customer. */
  async correct(actor: Actor, bankId: string, customerId: string, contact: Contact): Promise<Customer> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const customer = await manager.findOne(Customer, { where: { bankId, customerId }, lock: { mode: 'pessimistic_write' } });
      if (customer === null) throw customerNotFound(customerId);
      // Not the values: the trail holds no more personal data than it needs.
      const changed = (['mobilePhoneNumber', 'email'] as const).filter((field) => customer[field] !== contact[field]);
      await manager.update(Customer, { bankId, customerId }, { ...contact, isSearchable: true });
      Object.assign(customer, contact);
      await replaceTerms(manager, bankId, customer);
      await record({ action: 'customer.corrected', subjectId: customerId, bankId, after: { changed } });
      return customer;
    });
  }
}
