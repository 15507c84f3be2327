import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';

export interface NewMessageRow {
  bank_id: string;
  customer_id: string;
  message_id: string;
  date: Date;
  transport: string;
  message: string;
  from_department: string;
  from_person: string;
  created_by_user_id: string;
  created_by_consumer_id: string;
}

export interface CustomerRecipient {
  /** Null when the customer is linked to no user. */
  user_id: string | null;
  is_deleted: boolean | null;
}

const COLUMNS = 'message_id, date, transport, message, from_department, from_person';

/**
 * A row without its customer is left out, and the others are stored. The customers are locked as the foreign key does
 * it, but before it: one who is being deleted at the same time is left out too, and does not fail the statement.
 */
const INSERT: Statement = {
  name: 'messages_insert',
  text: `
    INSERT INTO messages (bank_id, customer_id, ${COLUMNS}, created_by_user_id, created_by_consumer_id)
    SELECT r.*
      FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
        AS r (bank_id, customer_id, ${COLUMNS}, created_by_user_id, created_by_consumer_id)
      JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
       FOR KEY SHARE OF c
    RETURNING message_id`,
};

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
    const stored = await this.database.query<{ message_id: string }>(INSERT, [
      rows.map((row) => row.bank_id),
      rows.map((row) => row.customer_id),
      rows.map((row) => row.message_id),
      rows.map((row) => row.date.toISOString()),
      rows.map((row) => row.transport),
      rows.map((row) => row.message),
      rows.map((row) => row.from_department),
      rows.map((row) => row.from_person),
      rows.map((row) => row.created_by_user_id),
      rows.map((row) => row.created_by_consumer_id),
    ]);
    return new Set(stored.map((row) => row.message_id));
  }

  /** Whose inbox a customer's messages reach; undefined when the bank has no such customer. */
  async recipient(bankId: string, customerId: string): Promise<CustomerRecipient | undefined> {
    const [row] = await this.database.query<CustomerRecipient & { user_id: string | null }>(RECIPIENT, [bankId, customerId]);
    return row;
  }
}
