import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';
import { columnsOf, INSERT, INSERT_KEYED, keyColumnsOf, type KeyedMessageRow, type NewMessageRow } from './message-inserts.js';

export interface CustomerRecipient {
  /** Null when the customer is linked to no user. */
  user_id: string | null;
  is_deleted: boolean | null;
}

/** Of several linked users the one who was linked first and still exists. */
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

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores messages in one statement, which is one transaction.
   *
   * @returns the ids of those that are stored: of the others the bank has no such customer.
   */
  async insertMany(rows: readonly NewMessageRow[]): Promise<Set<string>> {
    const stored = await this.database.query<{ message_id: string }>(INSERT, columnsOf(rows));
    return new Set(stored.map((row) => row.message_id));
  }

  /**
   * As {@link insertMany}, together with the keys of the calls.
   *
   * @param seconds for which the keys are kept.
   * @returns the ids of those that are stored: of the others the key is taken, or the bank has no such customer.
   */
  async insertKeyed(rows: readonly KeyedMessageRow[], seconds: number): Promise<Set<string>> {
    const values = [...columnsOf(rows.map(({ row }) => row)), ...keyColumnsOf(rows), seconds];
    const stored = await this.database.query<{ message_id: string }>(INSERT_KEYED, values);
    return new Set(stored.map((row) => row.message_id));
  }

  /** Whose inbox a customer's messages reach; undefined when the bank has no such customer. */
  async recipient(bankId: string, customerId: string): Promise<CustomerRecipient | undefined> {
    const [row] = await this.database.query<CustomerRecipient & { user_id: string | null }>(RECIPIENT, [bankId, customerId]);
    return row;
  }
}
