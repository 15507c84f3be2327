import type { Statement } from '../../platform/database/database.js';
import type { IdempotentCall } from '../../platform/idempotency/idempotent-calls.js';

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
  readonly call: IdempotentCall;
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

/** To be stored before the first message whose id it is about. */
export const SAY_LEAD: Statement = {
  name: 'message_id_leads_say',
  text: `
    INSERT INTO message_id_leads AS l (before, since) VALUES ($1, $2)
        ON CONFLICT (before) DO UPDATE SET since = least(l.since, excluded.since)`,
};

/** All of the rows; refused when one of them has no customer. */
export const INSERT_ALL: Statement = {
  name: 'messages_insert_all',
  text: `INSERT INTO messages (${COLUMNS}) SELECT * FROM unnest(${ARRAYS})`,
};

/**
 * A row without its customer is left out, and the others are stored. The customers are locked as the foreign key does
 * it, but before it: one who is being deleted at the same time is left out too, and does not fail the statement.
 */
export const INSERT_SOME: Statement = {
  name: 'messages_insert_some',
  text: `
    INSERT INTO messages (${COLUMNS})
    SELECT r.*
      FROM unnest(${ARRAYS}) AS r (${COLUMNS})
      JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
       FOR KEY SHARE OF c
    RETURNING message_id`,
};

export const keyedColumnsOf = (rows: readonly KeyedMessageRow[]): unknown[] => [
  ...columnsOf(rows.map(({ row }) => row)),
  rows.map(({ call }) => call.keyHash),
  rows.map(({ call }) => call.fingerprint),
  rows.map(({ call }) => call.earlierHash),
];

/**
 * Takes the key's place in PostgreSQL's lock table while it is stored, and does not wait for it. The keys of a batch have one place
 * for all of them, which the statement names. The first number tells these locks from others; the second is of 32 bits: two
 * keys that share it and are stored in the same millisecond by two connections cost one of them a 409.
 */
const LOCKED = 'pg_try_advisory_xact_lock(36, uuid_hash(COALESCE($15::uuid, key_hash)))';

/** Whether the call was made before keys were scoped to users ({@link IdempotentCall.earlierHash}). */
const MADE_EARLIER = `EXISTS (
  SELECT 1 FROM idempotency_keys e
   WHERE e.bank_id = r.bank_id AND e.key_hash = r.earlier_hash AND e.fingerprint = r.fingerprint AND e.expires_at > now())`;

/**
 * All of the messages and their keys; refused when a key is there already, or when another transaction is storing it: a key
 * without its lock has no fingerprint, which the column does not allow. PostgreSQL stores the keys before the messages.
 */
export const INSERT_ALL_KEYED: Statement = {
  name: 'messages_insert_all_keyed',
  text: `
    WITH stored AS (
      INSERT INTO messages (${COLUMNS}) SELECT * FROM unnest(${ARRAYS})
    )
    INSERT INTO idempotency_keys (bank_id, key_hash, fingerprint, message_id, expires_at)
    SELECT bank_id, key_hash, CASE WHEN ${LOCKED} AND NOT ${MADE_EARLIER} THEN fingerprint END, message_id, now() + $14 * interval '1 second'
      FROM unnest($1::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
        AS r (bank_id, message_id, key_hash, fingerprint, earlier_hash)`,
};

/**
 * Stores keys, and of the messages those whose key was new. A key that another transaction is storing is not waited for:
 * that would hold up everybody in the statement, and two statements could wait for each other. An expired key counts
 * as new. The arrays are unnested twice, since carrying whole messages from step to step costs more than that.
 */
export const INSERT_SOME_KEYED: Statement = {
  name: 'messages_insert_some_keyed',
  text: `
    WITH called AS MATERIALIZED (
      SELECT r.*
        FROM unnest($1::text[], $2::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
          AS r (bank_id, customer_id, message_id, key_hash, fingerprint, earlier_hash)
        JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
         FOR KEY SHARE OF c
    ), won AS (
      INSERT INTO idempotency_keys AS k (bank_id, key_hash, fingerprint, message_id, expires_at)
      SELECT bank_id, key_hash, fingerprint, message_id, now() + $14 * interval '1 second'
        FROM called r
       WHERE ${LOCKED} AND NOT ${MADE_EARLIER}
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
