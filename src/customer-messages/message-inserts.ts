import type { Statement } from '../database/database.js';
import type { KeyedCall } from '../idempotency/keyed-calls.service.js';

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
}

/** A message to be stored only if its call's key is new, and then with the key and the answer. */
export interface KeyedMessageRow {
  readonly row: NewMessageRow;
  readonly call: KeyedCall;
  /** What is answered: JSON. */
  readonly answer: string;
}

const COLUMNS =
  'bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id';

const ARRAYS =
  '$1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]';

export const columnsOf = (rows: readonly NewMessageRow[]): unknown[] => [
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
];

/**
 * A row without its customer is left out, and the others are stored. The customers are locked as the foreign key does
 * it, but before it: one who is being deleted at the same time is left out too, and does not fail the statement.
 */
export const INSERT: Statement = {
  name: 'messages_insert',
  text: `
    INSERT INTO messages (${COLUMNS})
    SELECT r.*
      FROM unnest(${ARRAYS}) AS r (${COLUMNS})
      JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
       FOR KEY SHARE OF c
    RETURNING message_id`,
};

export const keyColumnsOf = (rows: readonly KeyedMessageRow[]): unknown[] => [
  rows.map(({ call }) => call.keyHash),
  rows.map(({ call }) => call.keyHash.readBigInt64BE().toString()),
  rows.map(({ call }) => call.fingerprint),
  rows.map(({ answer }) => answer),
];

/**
 * Stores keys, and of the messages those whose key was new. A key that another transaction is storing is not waited for:
 * that would hold up everybody in the statement, and two statements could wait for each other. An expired key counts
 * as new.
 */
export const INSERT_KEYED: Statement = {
  name: 'messages_insert_keyed',
  text: `
    WITH found AS MATERIALIZED (
      SELECT r.*
        FROM unnest(${ARRAYS}, $11::bytea[], $12::bigint[], $13::bytea[], $14::text[])
          AS r (${COLUMNS}, key_hash, lock, fingerprint, answer)
        JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
         FOR KEY SHARE OF c
    ), won AS (
      INSERT INTO idempotency_keys AS k
             (bank_id, key_hash, fingerprint, message_id, response_body, expires_at)
      SELECT bank_id, key_hash, fingerprint, message_id, answer::json,
             now() + $15 * interval '1 second'
        FROM found
       WHERE pg_try_advisory_xact_lock(lock)
          ON CONFLICT (bank_id, key_hash) DO UPDATE
             SET fingerprint = excluded.fingerprint, message_id = excluded.message_id,
                 response_body = excluded.response_body, expires_at = excluded.expires_at
           WHERE k.expires_at <= now()
      RETURNING message_id
    ), stored AS (
      INSERT INTO messages (${COLUMNS})
      SELECT ${COLUMNS} FROM found WHERE message_id IN (SELECT message_id FROM won)
    )
    SELECT message_id, message_id IN (SELECT message_id FROM won) AS stored FROM found`,
};
