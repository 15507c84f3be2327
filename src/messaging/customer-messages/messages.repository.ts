import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';
import { type IdLead, idLead } from './message-id.js';
import {
  columnsOf,
  INSERT_ALL,
  INSERT_ALL_KEYED,
  INSERT_SOME,
  INSERT_SOME_KEYED,
  keyedColumnsOf,
  type KeyedMessageRow,
  type NewMessageRow,
  SAY_LEAD,
} from './message-inserts.js';

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

const CUSTOMERS: Statement = {
  name: 'message_customers',
  text: 'SELECT customer_id FROM customers WHERE bank_id = $1 AND customer_id = ANY ($2)',
};

interface Stored {
  message_id: string;
}

const idsOf = (stored: readonly Stored[]): Set<string> => new Set(stored.map((row) => row.message_id));

@Injectable()
export class MessagesRepository {
  private saidLead: IdLead | undefined;

  constructor(private readonly database: Database) {}

  /** Stores messages in one statement, which is one transaction: all of them, or none when one has no customer. */
  async insertAll(rows: readonly NewMessageRow[]): Promise<void> {
    await this.store(INSERT_ALL, columnsOf(rows));
  }

  /** Stores messages in one statement; says of each whether it is stored, which it is not when the bank has no such customer. */
  async insertSome(rows: readonly NewMessageRow[]): Promise<boolean[]> {
    const stored = idsOf(await this.store(INSERT_SOME, columnsOf(rows)));
    return rows.map((row) => stored.has(row.message_id));
  }

  /**
   * As {@link insertAll}, together with the keys of the calls; none when one of them is taken, too.
   *
   * @param seconds for which the keys are kept.
   * @param lock that all of them share; undefined for one each.
   */
  async insertAllKeyed(rows: readonly KeyedMessageRow[], seconds: number, lock?: string): Promise<void> {
    await this.store(INSERT_ALL_KEYED, [...keyedColumnsOf(rows), seconds, lock]);
  }

  /** As {@link insertSome}, together with the keys of the calls; a message whose key is taken is not stored either. */
  async insertSomeKeyed(rows: readonly KeyedMessageRow[], seconds: number, lock?: string): Promise<boolean[]> {
    const stored = idsOf(await this.store(INSERT_SOME_KEYED, [...keyedColumnsOf(rows), seconds, lock]));
    return rows.map(({ row }) => stored.has(row.message_id));
  }

  /** Those of the customers that the bank has. */
  async customersAmong(bankId: string, customerIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ customer_id: string }>(CUSTOMERS, [bankId, customerIds]);
    return new Set(rows.map(({ customer_id: id }) => id));
  }

  /** Whose inbox a customer's messages reach; undefined when the bank has no such customer. */
  async recipient(bankId: string, customerId: string): Promise<CustomerRecipient | undefined> {
    const [row] = await this.database.query<CustomerRecipient & { user_id: string | null }>(RECIPIENT, [bankId, customerId]);
    return row;
  }

  /** That ids are ahead of dates has to be known before a message with such an id can be looked for. */
  private store(statement: Statement, values: unknown[]): Promise<Stored[]> {
    const lead = idLead();
    if (lead === this.saidLead || lead === undefined) return this.database.query<Stored>(statement, values);
    return this.sayLead(lead).then(() => this.database.query<Stored>(statement, values));
  }

  private async sayLead(lead: IdLead): Promise<void> {
    await this.database.query(SAY_LEAD, [lead.before, lead.since.toISOString()]);
    this.saidLead = lead;
  }
}
