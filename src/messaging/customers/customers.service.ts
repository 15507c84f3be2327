import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { UsersService } from '../../access/users/users.service.js';
import { Customer } from './customer.entity.js';
import { insertLink, requireUser } from './links/insert-link.js';
import { insertCustomer } from './search/insert-customer.js';

export type NewCustomer = Omit<Customer, 'customerId' | 'customerNumber' | 'createdAt' | 'isSearchable'>;

export interface CreationOptions {
  /** Empty: the bank chooses one. */
  readonly customerNumber?: string;
  /** The error when another customer of the bank has that number. */
  readonly whenTaken?: 'CannotCreateCustomer' | 'CustomerNumberExists';
  /** The user who is linked to the customer in the same transaction. */
  readonly linkedUserId?: string;
}

/** How often a new number is drawn because another customer of the bank has it. */
const ATTEMPTS = 5;

@Injectable()
export class CustomersService {
  constructor(
    @InjectRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly users: UsersService,
    private readonly audit: AuditTrail,
  ) {}

  /** Only a customer of this very bank (decision 1). */
  async find(bankId: string, customerId: string): Promise<Customer | undefined> {
    return (await this.customers.findOneBy({ bankId, customerId })) ?? undefined;
  }

  /** @throws ObpError OBP-30046 (404) when the bank has no such customer. */
  async get(bankId: string, customerId: string): Promise<Customer> {
    const customer = await this.find(bankId, customerId);
    if (customer === undefined) throw customerNotFound(customerId);
    return customer;
  }

  /** @throws ObpError OBP-30002 (404) when no customer of the bank has that number. */
  async getByNumber(bankId: string, customerNumber: string): Promise<Customer> {
    const customer = await this.customers.findOneBy({ bankId, customerNumber });
    if (customer === null) throw new ObpError('CustomerNumberNotFound');
    return customer;
  }

  /**
   * Creates a customer with a number that no other customer of the bank has.
   *
   * @throws ObpError OBP-20057 (404) when the user to link does not exist, then OBP-30051 or OBP-30006 (400) when the
   * number is taken.
   */
  async create(actor: Actor, customer: NewCustomer, options: CreationOptions = {}): Promise<Customer> {
    const { customerNumber = '', whenTaken = 'CannotCreateCustomer', linkedUserId } = options;
    if (linkedUserId !== undefined) await requireUser(this.users, linkedUserId);
    for (let attempt = 0; attempt < (customerNumber === '' ? ATTEMPTS : 1); attempt++) {
      const number = customerNumber === '' ? String(randomInt(2 ** 31)) : customerNumber;
      try {
        return await this.insert(actor, { ...customer, customerNumber: number }, linkedUserId);
      } catch (error) {
        if (violatedConstraint(error) !== 'customers_bank_id_customer_number_key') throw error;
      }
    }
    throw new ObpError(whenTaken);
  }

  private insert(actor: Actor, customer: NewCustomer & { customerNumber: string }, linkedUserId?: string): Promise<Customer> {
    return this.audit.perform(actor, async (act) => {
      const created = act.manager.create(Customer, { ...customer, customerId: uuidv7(), createdAt: new Date() });
      const { bankId, customerId, customerNumber } = created;
      await insertCustomer(act.manager, created);
      await act.record({
        action: 'customer.created',
        isNew: true,
        subjectId: customerId,
        bankId,
        after: { customer_number: customerNumber },
      });
      if (linkedUserId !== undefined) await insertLink(act, bankId, linkedUserId, customerId);
      return created;
    });
  }
}

/** The error for an unknown customer; the two dots are OBP's. */
export const customerNotFound = (customerId: string): ObpError => new ObpError('CustomerNotFound', `. Current CustomerId(${customerId})`);
