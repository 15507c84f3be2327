import { Injectable } from '@nestjs/common';
import { containing } from '../../../platform/database/like.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import type { DeliveryStatus } from '../delivery-status.js';

/** Messages that one page looks through, at most: the bound of its cost, however few of them fit. */
export const MOST_READ = 10_000;

/** What became of a message on one channel. */
export interface SentDelivery {
  readonly delivery_id: string;
  readonly channel: string;
  readonly status: DeliveryStatus;
  readonly reason: string;
}

/** A message with its customer, its real sender, and what became of it. */
export interface BankMessageRow {
  readonly message_id: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly legal_name: string;
  readonly date: Date;
  readonly transport: string;
  readonly message: string;
  readonly from_department: string;
  readonly from_person: string;
  readonly user_id: string;
  readonly username: string;
  readonly deliveries: readonly SentDelivery[];
}

/** Which messages of a bank are wanted; undefined: any. */
export interface WantedMessages {
  readonly customerId: string | undefined;
  /** A part of the text, or of what it says of its sender. */
  readonly text: string | undefined;
  readonly transport: string | undefined;
  readonly status: DeliveryStatus | undefined;
  /** The user name of who sent it. */
  readonly sender: string | undefined;
  readonly from: Date | undefined;
  /** The first moment excluded. */
  readonly until: Date | undefined;
  /** Ids between which theirs lie, neither included. */
  readonly after: string;
  readonly before: string;
  readonly limit: number;
}

/** With the users who have the name, looked up once: a name is at most at each identity provider. Undefined: any. */
export type SoughtMessages = Omit<WantedMessages, 'sender'> & { readonly senders: readonly string[] | undefined };

/** What a page found. */
export interface LookedThrough {
  readonly messages: readonly BankMessageRow[];
  /** The last message that was looked at where fewer than wanted fit; undefined when there is nothing older, or enough fit. */
  readonly stop: string | undefined;
}

/** One that a worker holds is being sent: that stands in the queue alone. */
const STATUS = `CASE WHEN q.lease_until > now() THEN 'sending' ELSE d.status END`;

const OF_MESSAGE = `deliveries d LEFT JOIN delivery_queue q ON q.bank_id = d.bank_id AND q.delivery_id = d.delivery_id
                     WHERE d.bank_id = $1 AND d.message_id = m.message_id`;

const READ = (customer: string): string => `
  SELECT * FROM messages WHERE bank_id = $1 ${customer} AND message_id > $2 AND message_id < $3 ORDER BY message_id DESC LIMIT ${MOST_READ}`;

/** The last of those that a page looks through; none where it has seen all. */
const LAST = (customer: string): string => `
  SELECT message_id FROM messages WHERE bank_id = $1 ${customer} AND message_id > $2 AND message_id < $3
   ORDER BY message_id DESC OFFSET ${MOST_READ - 1} LIMIT 1`;

/**
 * Read along an index, newest first, until enough fit; deliveries are looked at only where a status is wanted, and of those that are shown.
 * Where too few fit, the same statement says where it has stopped: by the next one there may be newer messages, and others would be the last.
 */
const list = (customer: string): string => `
  WITH fitting AS (
    SELECT * FROM (${READ(customer)}) AS m
     WHERE ($5::timestamptz IS NULL OR m.date >= $5) AND ($6::timestamptz IS NULL OR m.date < $6)
       AND ($7::text IS NULL OR lower(m.transport) = lower($7))
       AND ($8::text IS NULL OR m.message ILIKE $8 OR m.from_person ILIKE $8 OR m.from_department ILIKE $8)
       AND ($9::text[] IS NULL OR m.created_by_user_id = ANY ($9))
       AND ($10::text IS NULL OR EXISTS (SELECT FROM ${OF_MESSAGE} AND ${STATUS} = $10))
     ORDER BY m.message_id DESC LIMIT $4
  )
  SELECT m.message_id, m.customer_id, c.customer_number, c.legal_name, m.date, m.transport, m.message, m.from_department, m.from_person,
         m.created_by_user_id AS user_id, coalesce((SELECT u.username FROM users u WHERE u.user_id = m.created_by_user_id), '') AS username,
         coalesce((SELECT json_agg(json_build_object('delivery_id', d.delivery_id, 'channel', d.channel, 'status', ${STATUS}, 'reason', d.reason)
                                   ORDER BY d.delivery_id)
                     FROM ${OF_MESSAGE}), '[]') AS deliveries,
         s.stop
    FROM (SELECT CASE WHEN (SELECT count(*) FROM fitting) < $4 THEN (${LAST(customer)}) END AS stop) AS s
    LEFT JOIN (fitting m JOIN customers c ON c.bank_id = $1 AND c.customer_id = m.customer_id) ON true
   ORDER BY m.message_id DESC`;

const STATEMENTS: Readonly<Record<'ofBank' | 'ofCustomer' | 'senders', Statement>> = {
  ofBank: { name: 'messages_of_bank', text: list('') },
  ofCustomer: { name: 'messages_of_bank_to_customer', text: list('AND customer_id = $11') },
  senders: { name: 'users_with_name', text: 'SELECT user_id FROM users WHERE username = $1' },
};

@Injectable()
export class BankMessagesRepository {
  constructor(private readonly database: Database) {}

  /** The ids of all who have the name. */
  async findSenders(username: string): Promise<string[]> {
    const rows = await this.database.query<{ user_id: string }>(STATEMENTS.senders, [username]);
    return rows.map(({ user_id: id }) => id);
  }

  /** Newest first. */
  async list(bankId: string, sought: SoughtMessages): Promise<LookedThrough> {
    const { customerId, text, transport, status, senders, from, until, after, before, limit } = sought;
    const values = [
      bankId,
      after,
      before,
      limit,
      from ?? null,
      until ?? null,
      transport ?? null,
      text === undefined ? null : containing(text),
      senders ?? null,
      status ?? null,
    ];
    const rows = await this.database.query<BankMessageRow & { readonly stop: string | null } & Record<string, unknown>>(
      customerId === undefined ? STATEMENTS.ofBank : STATEMENTS.ofCustomer,
      customerId === undefined ? values : [...values, customerId],
    );
    // Where nothing fits, one row without a message says where it has stopped.
    return { messages: rows.filter(({ message_id: id }) => id !== null), stop: rows[0]?.stop ?? undefined };
  }
}
