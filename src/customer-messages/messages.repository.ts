import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';
import type { MessagePage } from './message-page.js';

export interface MessageRow {
  message_id: string;
  date: Date;
  transport: string;
  message: string;
  from_department: string;
  from_person: string;
}

export interface NewMessageRow extends MessageRow {
  bank_id: string;
  customer_id: string;
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

const RANGE = 'm.message_id > $3::uuid AND m.message_id < $4::uuid';

/** One round trip answers both whether the customer is there (no row: no) and which messages there are. */
const ofCustomer = (direction: 'ASC' | 'DESC'): Statement => ({
  name: `messages_of_customer_${direction}`,
  text: `
    SELECT m.*
      FROM customers c
      LEFT JOIN LATERAL (
        SELECT ${COLUMNS} FROM messages m
         WHERE m.bank_id = c.bank_id AND m.customer_id = c.customer_id AND ${RANGE}
         ORDER BY m.message_id ${direction} LIMIT $5 OFFSET $6
      ) m ON true
     WHERE c.bank_id = $1 AND c.customer_id = $2
     ORDER BY m.message_id ${direction}`,
});

/** Takes at most a page of each linked customer before it merges them, however many messages there are. */
const ofUser = (direction: 'ASC' | 'DESC'): Statement => ({
  name: `messages_of_user_${direction}`,
  text: `
    SELECT m.*
      FROM user_customer_links l
     CROSS JOIN LATERAL (
        SELECT ${COLUMNS} FROM messages m
         WHERE m.bank_id = l.bank_id AND m.customer_id = l.customer_id AND ${RANGE}
         ORDER BY m.message_id ${direction} LIMIT $5::bigint + $6::bigint
      ) m
     WHERE l.bank_id = $1 AND l.user_id = $2
     ORDER BY m.message_id ${direction} LIMIT $5 OFFSET $6`,
});

/** Whose plans a test looks at: each must read a page's worth of the primary key, whatever there is. */
export const LIST_STATEMENTS = {
  ofCustomer: { ASC: ofCustomer('ASC'), DESC: ofCustomer('DESC') },
  ofUser: { ASC: ofUser('ASC'), DESC: ofUser('DESC') },
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

  /** @returns one row more than the page's limit when there are more; undefined when the bank has no such customer. */
  async ofCustomer(bankId: string, customerId: string, page: MessagePage): Promise<MessageRow[] | undefined> {
    const rows = await this.database.query<MessageRow>(LIST_STATEMENTS.ofCustomer[page.direction], valuesOf(bankId, customerId, page));
    if (rows[0] === undefined) return undefined;
    return rows[0].message_id === null ? [] : rows;
  }

  /** The messages of all customers at the bank that the user is linked to. */
  ofUser(bankId: string, userId: string, page: MessagePage): Promise<MessageRow[]> {
    return this.database.query<MessageRow>(LIST_STATEMENTS.ofUser[page.direction], valuesOf(bankId, userId, page));
  }

  /** Whose inbox a customer's messages reach; undefined when the bank has no such customer. */
  async recipient(bankId: string, customerId: string): Promise<CustomerRecipient | undefined> {
    const [row] = await this.database.query<CustomerRecipient & { user_id: string | null }>(RECIPIENT, [bankId, customerId]);
    return row;
  }
}

const valuesOf = (bankId: string, id: string, { after, before, limit, offset }: MessagePage): unknown[] => [
  bankId,
  id,
  after,
  before,
  limit + 1,
  offset,
];
