import { Injectable } from '@nestjs/common';
import { Database, type Statement, violatedConstraint } from '../database/database.js';

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

/** Longest id that a customer can have. */
const CUSTOMER_ID_LENGTH = 36;

const COLUMNS = 'message_id, date, transport, message, from_department, from_person';

const INSERT: Statement = {
  name: 'message_insert',
  text: `
    INSERT INTO messages (bank_id, customer_id, ${COLUMNS}, created_by_user_id, created_by_consumer_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
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

  /** @returns false when the bank has no such customer; nothing is stored then. */
  async insert(row: NewMessageRow): Promise<boolean> {
    if (row.customer_id.length > CUSTOMER_ID_LENGTH) return false; // the column would refuse it before the foreign key does
    try {
      await this.database.query(INSERT, [
        row.bank_id,
        row.customer_id,
        row.message_id,
        row.date,
        row.transport,
        row.message,
        row.from_department,
        row.from_person,
        row.created_by_user_id,
        row.created_by_consumer_id,
      ]);
      return true;
    } catch (error) {
      if (violatedConstraint(error) === 'messages_bank_id_customer_id_fkey') return false;
      throw error;
    }
  }

  /** Whose inbox a customer's messages reach; undefined when the bank has no such customer. */
  async recipient(bankId: string, customerId: string): Promise<CustomerRecipient | undefined> {
    const [row] = await this.database.query<CustomerRecipient & { user_id: string | null }>(RECIPIENT, [bankId, customerId]);
    return row;
  }
}
