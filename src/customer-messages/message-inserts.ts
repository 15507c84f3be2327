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

/** A message to be stored only if its call's key is new, and then with the key. */
export interface KeyedMessageRow {
  readonly row: NewMessageRow;
  readonly call: KeyedCall;
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
  rows.map(({ call }) => BigInt.asIntN(64, BigInt(`0x${call.keyHash.slice(0, 16)}`)).toString()),
  rows.map(({ call }) => call.fingerprint),
];

/**
 * Stores keys, and of the messages those whose key was new. A key that another transaction is storing is not waited for:
 * that would hold up everybody in the statement, and two statements could wait for each other. An expired key counts
 * as new. The arrays are unnested twice, since carrying whole messages from step to step costs more than that.
 */
export const INSERT_KEYED: Statement = {
  name: 'messages_insert_keyed',
  text: `
    WITH called AS MATERIALIZED (
      SELECT r.*
        FROM unnest($1::text[], $2::text[], $3::uuid[], $11::uuid[], $12::bigint[], $13::uuid[])
          AS r (bank_id, customer_id, message_id, key_hash, lock, fingerprint)
        JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
         FOR KEY SHARE OF c
    ), won AS (
      INSERT INTO idempotency_keys AS k (bank_id, key_hash, fingerprint, message_id, expires_at)
      SELECT bank_id, key_hash, fingerprint, message_id, now() + $14 * interval '1 second'
        FROM called
       WHERE pg_try_advisory_xact_lock(lock)
          ON CONFLICT (bank_id, key_hash) DO UPDATE
             SET fingerprint = excluded.fingerprint, message_id = excluded.message_id, expires_at = excluded.expires_at
           WHERE k.expires_at <= now()
      RETURNING message_id
    )
    INSERT INTO messages (${COLUMNS})
    SELECT r.*
      FROM unnest(${ARRAYS}) AS r (${COLUMNS})
      JOIN won USING (message_id)
    RETURNING message_id`,
};
