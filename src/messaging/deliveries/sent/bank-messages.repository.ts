import { Injectable } from '@nestjs/common';
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

/** One that a worker holds is being sent: that stands in the queue alone. */
const STATUS = `CASE WHEN q.lease_until > now() THEN 'sending' ELSE d.status END`;

const OF_MESSAGE = `deliveries d LEFT JOIN delivery_queue q ON q.bank_id = d.bank_id AND q.delivery_id = d.delivery_id
                     WHERE d.bank_id = $1 AND d.message_id = m.message_id`;

const READ = (customer: string): string => `
  SELECT * FROM messages WHERE bank_id = $1 ${customer} AND message_id > $2 AND message_id < $3 ORDER BY message_id DESC LIMIT ${MOST_READ}`;

/** Read along an index, newest first, until enough fit; deliveries are looked at only where a status is wanted, and of those that are shown. */
const list = (customer: string): string => `
  SELECT m.message_id, m.customer_id, c.customer_number, c.legal_name, m.date, m.transport, m.message, m.from_department, m.from_person,
         m.created_by_user_id AS user_id, coalesce((SELECT u.username FROM users u WHERE u.user_id = m.created_by_user_id), '') AS username,
         coalesce((SELECT json_agg(json_build_object('delivery_id', d.delivery_id, 'channel', d.channel, 'status', ${STATUS}, 'reason', d.reason)
                                   ORDER BY d.delivery_id)
                     FROM ${OF_MESSAGE}), '[]') AS deliveries
    FROM (
      SELECT * FROM (${READ(customer)}) AS m
       WHERE ($5::timestamptz IS NULL OR m.date >= $5) AND ($6::timestamptz IS NULL OR m.date < $6)
         AND ($7::text IS NULL OR lower(m.transport) = lower($7))
         AND ($8::text IS NULL OR m.message ILIKE $8 OR m.from_person ILIKE $8 OR m.from_department ILIKE $8)
         AND ($9::text IS NULL OR m.created_by_user_id = ANY (ARRAY(SELECT user_id FROM users WHERE username = $9)))
         AND ($10::text IS NULL OR EXISTS (SELECT FROM ${OF_MESSAGE} AND ${STATUS} = $10))
       ORDER BY m.message_id DESC LIMIT $4
    ) AS m
    JOIN customers c ON c.bank_id = $1 AND c.customer_id = m.customer_id
   ORDER BY m.message_id DESC`;

/** The last of those that a page looks through; none where it has seen all. */
const last = (customer: string, parameter: number): string => `
  SELECT message_id FROM messages WHERE bank_id = $1 ${customer} AND message_id > $2 AND message_id < $3
   ORDER BY message_id DESC OFFSET $${parameter} LIMIT 1`;

const OF_CUSTOMER = (parameter: number): string => `AND customer_id = $${parameter}`;

const STATEMENTS: Readonly<Record<'ofBank' | 'ofCustomer' | 'lastOfBank' | 'lastOfCustomer', Statement>> = {
  ofBank: { name: 'messages_of_bank', text: list('') },
  ofCustomer: { name: 'messages_of_bank_to_customer', text: list(OF_CUSTOMER(11)) },
  lastOfBank: { name: 'messages_of_bank_last', text: last('', 4) },
  lastOfCustomer: { name: 'messages_of_bank_to_customer_last', text: last(OF_CUSTOMER(5), 4) },
};

@Injectable()
export class BankMessagesRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  list(bankId: string, wanted: WantedMessages): Promise<BankMessageRow[]> {
    const { customerId, text, transport, status, sender, from, until, after, before, limit } = wanted;
    const values = [
      bankId,
      after,
      before,
      limit,
      from ?? null,
      until ?? null,
      transport ?? null,
      likeOf(text),
      sender ?? null,
      status ?? null,
    ];
    return this.database.query<BankMessageRow & Record<string, unknown>>(
      customerId === undefined ? STATEMENTS.ofBank : STATEMENTS.ofCustomer,
      customerId === undefined ? values : [...values, customerId],
    );
  }

  /** Where a page that found too few has stopped looking; undefined when there is nothing older. */
  async findStop(bankId: string, { customerId, after, before }: WantedMessages): Promise<string | undefined> {
    const values = [bankId, after, before, MOST_READ - 1];
    const [row] = await this.database.query<{ message_id: string }>(
      customerId === undefined ? STATEMENTS.lastOfBank : STATEMENTS.lastOfCustomer,
      customerId === undefined ? values : [...values, customerId],
    );
    return row?.message_id;
  }
}

const likeOf = (text: string | undefined): string | null => (text === undefined ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`);
