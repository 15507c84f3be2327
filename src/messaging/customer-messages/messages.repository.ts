import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';

export interface CustomerRecipient {
  /** Null when the customer is linked to no user. */
  user_id: string | null;
  is_deleted: boolean | null;
}

/** The linked user; if there are several, the one who was linked first and still exists. */
const RECIPIENT: Statement = {
  name: 'message_recipient',
  text: `
    SELECT u.user_id, u.is_deleted
      FROM customers c
      LEFT JOIN user_customer_links l ON l.bank_id = c.bank_id AND l.customer_id = c.customer_id
      LEFT JOIN users u ON u.user_id = l.user_id
     WHERE c.bank_id = $1 AND c.customer_id = $2
     ORDER BY u.is_deleted, l.user_customer_link_id
     LIMIT 1`,
};

const CUSTOMERS: Statement = {
  name: 'message_customers',
  text: 'SELECT customer_id FROM customers WHERE bank_id = $1 AND customer_id = ANY ($2)',
};

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** Those customers that the bank has. */
  async customersAmong(bankId: string, customerIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ customer_id: string }>(CUSTOMERS, [bankId, customerIds]);
    return new Set(rows.map(({ customer_id: id }) => id));
  }

  /** The user whose inbox gets a customer's messages; undefined when the bank has no such customer. */
  async recipient(bankId: string, customerId: string): Promise<CustomerRecipient | undefined> {
    const [row] = await this.database.query<CustomerRecipient & { user_id: string | null }>(RECIPIENT, [bankId, customerId]);
    return row;
  }
}
