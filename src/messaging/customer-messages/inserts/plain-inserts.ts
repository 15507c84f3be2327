import type { InsertStatements } from '../../../platform/database/bulk-insert.js';
import type { Database, Statement } from '../../../platform/database/database.js';
import type { MessageCompanion } from '../message-companion.js';
import {
  companionsOf,
  idsOf,
  type KeyedMessageRow,
  keyTimes,
  MessageInserts,
  type NewMessageRow,
  REST,
  REST_ARRAYS,
  restOf,
  type Stored,
} from './message-inserts.js';

const COLUMNS = `bank_id, ${REST}`;
const ARRAYS = `$1::text[], ${REST_ARRAYS}`;

const valuesOf = (rows: readonly NewMessageRow[]): unknown[] => [rows.map((row) => row.bank_id), ...restOf(rows)];

/** Stores all of the rows; refused when one of them has no customer. */
const INSERT_ALL: Statement = {
  name: 'messages_insert_all',
  text: `INSERT INTO messages (${COLUMNS}) SELECT * FROM unnest(${ARRAYS})`,
};

/**
 * Leaves out rows without a customer, and stores the others. The customers are locked as the foreign key would lock them, but earlier: one
 * who is being deleted at the same time is left out too, and does not make the statement fail.
 */
const INSERT_SOME: Statement = {
  name: 'messages_insert_some',
  text: `
    INSERT INTO messages (${COLUMNS})
    SELECT r.*
      FROM unnest(${ARRAYS}) AS r (${COLUMNS})
      JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
       FOR KEY SHARE OF c
    RETURNING message_id`,
};

const keyedValuesOf = (rows: readonly KeyedMessageRow[], seconds: number): unknown[] => {
  const { now, expires } = keyTimes(seconds);
  return [
    ...valuesOf(rows.map(({ row }) => row)),
    rows.map(({ call }) => call.keyHash),
    rows.map(({ call }) => call.fingerprint),
    rows.map(({ call }) => call.earlierHash),
    expires.toISOString(),
    now.toISOString(),
    rows[0]?.batchKey,
  ];
};

/**
 * Takes a lock for the key while it is stored, without waiting. The keys of a batch share one lock, which the statement names. The first
 * number distinguishes these locks from others; the second has 32 bits: two keys that share it and are stored in the same millisecond by
 * two connections cost one of them a 409.
 */
const LOCKED = 'pg_try_advisory_xact_lock(36, uuid_hash(COALESCE($16::uuid, key_hash)))';

/** Whether the call was made before keys were scoped to users (`IdempotentCall.earlierHash`). */
const MADE_EARLIER = `EXISTS (
  SELECT 1 FROM idempotency_keys e
   WHERE e.bank_id = r.bank_id AND e.key_hash = r.earlier_hash AND e.fingerprint = r.fingerprint AND e.expires_at > $15::timestamptz)`;

/**
 * Stores all of the messages and their keys; refused when a key already exists, or when another transaction is storing it: a key without
 * its lock gets no fingerprint, which the column does not allow. PostgreSQL stores the keys before the messages.
 */
const KEYS_OF_ALL = `
    INSERT INTO idempotency_keys (bank_id, key_hash, fingerprint, message_id, expires_at)
    SELECT bank_id, key_hash, CASE WHEN ${LOCKED} AND NOT ${MADE_EARLIER} THEN fingerprint END, message_id, $14::timestamptz
      FROM unnest($1::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
        AS r (bank_id, message_id, key_hash, fingerprint, earlier_hash)`;

const INSERT_ALL_KEYED: Statement = {
  name: 'messages_insert_all_keyed',
  text: `
    WITH stored AS (
      ${INSERT_ALL.text}
    )${KEYS_OF_ALL}`,
};

/**
 * Stores keys, and the messages whose key was new. It does not wait for a key that another transaction is storing: that would hold up
 * everybody in the statement, and two statements could wait for each other. An expired key counts as new. The arrays are unnested twice,
 * since carrying whole messages from step to step costs more.
 */
const KEYS_OF_SOME = `called AS MATERIALIZED (
      SELECT r.*
        FROM unnest($1::text[], $2::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
          AS r (bank_id, customer_id, message_id, key_hash, fingerprint, earlier_hash)
        JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
         FOR KEY SHARE OF c
    ), won AS (
      INSERT INTO idempotency_keys AS k (bank_id, key_hash, fingerprint, message_id, expires_at)
      SELECT bank_id, key_hash, fingerprint, message_id, $14::timestamptz
        FROM called r
       WHERE ${LOCKED} AND NOT ${MADE_EARLIER}
          ON CONFLICT (bank_id, key_hash) DO UPDATE
             SET fingerprint = excluded.fingerprint, message_id = excluded.message_id, expires_at = excluded.expires_at
           WHERE k.expires_at <= $15::timestamptz
      RETURNING message_id
    )`;

const MESSAGES_OF_SOME = `
    INSERT INTO messages (${COLUMNS})
    SELECT r.*
      FROM unnest(${ARRAYS}) AS r (${COLUMNS})
      JOIN won USING (message_id)
    RETURNING message_id`;

const INSERT_SOME_KEYED: Statement = {
  name: 'messages_insert_some_keyed',
  text: `
    WITH ${KEYS_OF_SOME}${MESSAGES_OF_SOME}`,
};

/** Parameters of the statements without keys, and with. */
const PARAMETERS = { plain: 10, keyed: 16 };

/** The same statements for messages with companions, whose expressions read `stored`. */
function accompanied(expressions: (first: number) => string): Record<'all' | 'some' | 'allKeyed' | 'someKeyed', Statement> {
  const plain = expressions(PARAMETERS.plain + 1);
  const keyed = expressions(PARAMETERS.keyed + 1);
  const named = (name: string, text: string): Statement => ({ name: `messages_insert_${name}_accompanied`, text });
  const stored = (insert: string): string =>
    `stored AS (${insert.replace('RETURNING message_id', '')} RETURNING bank_id, customer_id, message_id)`;
  return {
    all: named('all', `WITH ${stored(INSERT_ALL.text)}, ${plain} SELECT WHERE false`),
    some: named('some', `WITH ${stored(INSERT_SOME.text)}, ${plain} SELECT message_id FROM stored`),
    allKeyed: named('all_keyed', `WITH ${stored(INSERT_ALL.text)}, ${keyed} ${KEYS_OF_ALL}`),
    someKeyed: named('some_keyed', `WITH ${KEYS_OF_SOME}, ${stored(MESSAGES_OF_SOME)}, ${keyed} SELECT message_id FROM stored`),
  };
}

/** Messages of all banks in one statement, on one server: the cheapest way there (decision 35). */
export class PlainInserts extends MessageInserts {
  /** More of these split the queue into smaller groups, and a single one leaves the database idle in between. */
  readonly maxConcurrent = 2;

  private readonly accompanied: ReturnType<typeof accompanied>;

  readonly messages: InsertStatements<NewMessageRow> = {
    all: (rows) => this.store(rows, INSERT_ALL, 'all', valuesOf(rows)),
    some: async (rows) => {
      const stored = idsOf(await this.store(rows, INSERT_SOME, 'some', valuesOf(rows)));
      return rows.map((row) => stored.has(row.message_id));
    },
  };

  constructor(
    private readonly database: Database,
    private readonly companion: MessageCompanion,
  ) {
    super();
    this.accompanied = accompanied((first) => companion.expressions(first));
  }

  kindOf(): string {
    return '';
  }

  keyed(seconds: number): InsertStatements<KeyedMessageRow> {
    const messagesOf = (rows: readonly KeyedMessageRow[]): NewMessageRow[] => rows.map(({ row }) => row);
    return {
      all: (rows) => this.store(messagesOf(rows), INSERT_ALL_KEYED, 'allKeyed', keyedValuesOf(rows, seconds)),
      some: async (rows) => {
        const stored = idsOf(await this.store(messagesOf(rows), INSERT_SOME_KEYED, 'someKeyed', keyedValuesOf(rows, seconds)));
        return rows.map(({ row }) => stored.has(row.message_id));
      },
    };
  }

  /** Messages without companions pay nothing for those with them. */
  private store(
    rows: readonly NewMessageRow[],
    alone: Statement,
    name: keyof ReturnType<typeof accompanied>,
    values: unknown[],
  ): Promise<Stored[]> {
    const companions = companionsOf(rows);
    if (companions.length === 0) return this.database.query<Stored>(alone, values);
    return this.database.query<Stored>(this.accompanied[name], [...values, ...this.companion.valuesOf(companions)]);
  }
}
