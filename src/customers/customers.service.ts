import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../audit/audit-trail.service.js';
import { violatedConstraint } from '../database/database.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { Customer } from './customer.entity.js';

export type NewCustomer = Omit<Customer, 'customerId' | 'customerNumber' | 'createdAt'>;

@Injectable()
export class CustomersService {
  constructor(
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly audit: AuditTrail,
  ) {}

  /** Only a customer of this very bank (decision 1). */
  find(bankId: string, customerId: string): Promise<Customer | null> {
    return this.customers.findOneBy({ bankId, customerId });
  }

  /**
   * Creates a customer with a number that no other customer of the bank has.
   *
   * @throws ObpError OBP-10020 when the dependants are not as many as their dates of birth.
   */
  async create(actor: Actor, customer: NewCustomer): Promise<Customer> {
    const { dependants, dobOfDependants } = customer;
    if (dependants !== dobOfDependants.length)
      throw new ObpError(
        'IncorrectJsonValue',
        ` The field dependants(${dependants}) not equal the length(${dobOfDependants.length}) of dob_of_dependants array`,
      );
    for (let attempt = 0; attempt < 5; attempt++) {
      const created = this.customers.create({ ...customer, customerId: uuidv7(), customerNumber: String(randomInt(2 ** 31)) });
      try {
        await this.audit.perform(actor, async ({ manager, record }) => {
          await manager.insert(Customer, created);
          const { bankId, customerId, customerNumber } = created;
          await record({ action: 'customer.created', subjectId: customerId, bankId, after: { customer_number: customerNumber } });
        });
        return created;
      } catch (error) {
        if (violatedConstraint(error) !== 'customers_bank_id_customer_number_key') throw error;
      }
    }
    throw new ObpError('CannotCreateCustomer');
  }
}

/** What is said of a customer that is not there; the two dots are OBP's. */
export const customerNotFound = (customerId: string): ObpError => new ObpError('CustomerNotFound', `. Current CustomerId(${customerId})`);
