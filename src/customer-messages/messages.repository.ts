import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';
import { columnsOf, INSERT, INSERT_KEYED, keyColumnsOf, type KeyedMessageRow, type NewMessageRow } from './message-inserts.js';
import type { MessagePage } from './message-page.js';

export interface MessageRow {
  message_id: string;
  date: Date;
  transport: string;
  message: string;
  from_department: string;
  from_person: string;
}

export interface CustomerRecipient {
  /** Null when the customer is linked to no user. */
  user_id: string | null;
  is_deleted: boolean | null;
}

const COLUMNS = 'message_id, date, transport, message, from_department, from_person';

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
    const stored = await this.database.query<{ message_id: string }>(INSERT, columnsOf(rows));
    return new Set(stored.map((row) => row.message_id));
  }

  /**
   * As {@link insertMany}, together with the keys of the calls.
   *
   * @param seconds for which the keys are kept.
   * @returns of each message whose customer is there whether it is stored; if not, its key is taken.
   */
  async insertKeyed(rows: readonly KeyedMessageRow[], seconds: number): Promise<Map<string, boolean>> {
    const values = [...columnsOf(rows.map(({ row }) => row)), ...keyColumnsOf(rows), seconds];
    const found = await this.database.query<{ message_id: string; stored: boolean }>(INSERT_KEYED, values);
    return new Map(found.map((row) => [row.message_id, row.stored]));
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
