import { Injectable } from '@nestjs/common';
import { customerNotFound } from '../customers/customers.service.js';
import { InboxRepository } from './inbox.repository.js';

/** Whom a user acts for. */
@Injectable()
export class OwnCustomers {
  constructor(private readonly inbox: InboxRepository) {}

  /** @throws ObpError OBP-30046 (404) when the user does not act for such a customer, whether the bank has one or not. */
  async require(userId: string, bankId: string, customerId: string): Promise<void> {
    if (!(await this.inbox.isLinked(bankId, userId, customerId))) throw customerNotFound(customerId);
  }
}
