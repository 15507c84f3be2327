import type { InsertStatements } from '../../../platform/database/bulk-insert.js';
import type { IdempotentCall } from '../../../platform/idempotency/idempotent-calls.js';

/** Rows of another feature that are stored with a message; only that feature knows their content. */
export type CompanionRows = readonly object[];

export interface NewMessageRow {
  readonly bank_id: string;
  readonly customer_id: string;
  readonly message_id: string;
  readonly date: Date;
  readonly transport: string;
  readonly message: string;
  readonly from_department: string;
  readonly from_person: string;
  readonly created_by_user_id: string;
  readonly created_by_consumer_id: string;
  /** Undefined for none. */
  readonly companions?: CompanionRows;
}

/** A message that is stored only if its call's key is new, together with the key. */
export interface KeyedMessageRow {
  readonly row: NewMessageRow;
  readonly call: IdempotentCall;
  /** For a message of a batch: the hash of the batch's own key. All rows of a statement have the same, or none. */
  readonly batchKey?: string;
}

/** A stored key, its expiry, and the current time. */
export interface KeyTimes {
  readonly now: Date;
  readonly expires: Date;
}

/**
 * The statements that store messages. The kind depends on where the tables are, and is chosen once, at the start
 * (`message-tables.ts`): {@link PlainInserts} on one server, {@link DistributedInserts} where they are distributed by bank.
 *
 * In both, a message is stored together with everything that belongs to it, or not at all: the key of its call, and the rows that a higher
 * feature stores with it, such as its delivery (`MessageCompanion`). On one server these are WITH clauses of the same statement; on a
 * cluster they are further statements of the same transaction, with the same scalar `bank_id`.
 */
export abstract class MessageInserts {
  /** Statements that may run at the same time. */
  abstract readonly maxConcurrent: number;

  /** What the rows of one statement must have in common. */
  abstract kindOf(row: NewMessageRow): string;

  /** A message is left out when the bank has no such customer. */
  abstract readonly messages: InsertStatements<NewMessageRow>;

  /**
   * A message is left out when the bank has no such customer, or its key is taken; an expired key is not.
   *
   * @param seconds for which keys are kept.
   */
  abstract keyed(seconds: number): InsertStatements<KeyedMessageRow>;
}

/** The columns after `bank_id`. */
export const REST =
  'customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id';

/** The types of {@link REST}, as parameters from the second on. */
export const REST_ARRAYS =
  '$2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]';

export const restOf = (rows: readonly NewMessageRow[]): unknown[] => [
  rows.map((row) => row.customer_id),
  rows.map((row) => row.message_id),
  rows.map((row) => row.date.toISOString()),
  rows.map((row) => row.transport),
  rows.map((row) => row.message),
  rows.map((row) => row.from_department),
  rows.map((row) => row.from_person),
  rows.map((row) => row.created_by_user_id),
  rows.map((row) => row.created_by_consumer_id),
];

/** When keys that are stored now expire. */
export const keyTimes = (seconds: number, now = Date.now()): KeyTimes => ({ now: new Date(now), expires: new Date(now + seconds * 1000) });

/** What a statement returns about the rows that it stored. */
export interface Stored {
  readonly message_id: string;
}

export const idsOf = (stored: readonly Stored[]): ReadonlySet<string> => new Set(stored.map((row) => row.message_id));

export const companionsOf = (rows: readonly NewMessageRow[]): CompanionRows => rows.flatMap(({ companions }) => companions ?? []);
