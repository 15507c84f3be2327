import type { DeliveryClass } from '../providers/provider.js';

/** A delivery to be stored with its message. */
export interface NewDelivery {
  readonly messageId: string;
  readonly deliveryId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly class: DeliveryClass;
  /** Undefined: at once. */
  readonly sendAt: Date | undefined;
  /** Undefined: {@link lives} from when it is stored, by the database's clock. */
  readonly expiresAt: Date | undefined;
  /** Seconds. */
  readonly lives: number;
  readonly reference: string;
  readonly metadata: object | undefined;
}

const TYPES = ['uuid', 'uuid', 'text', 'text', 'text', 'timestamptz', 'timestamptz', 'int', 'text', 'jsonb'];
const NAMES = 'message_id, delivery_id, customer_id, channel, class, send_at, expires_at, lives, reference, metadata';

const arraysFrom = (first: number): string => TYPES.map((type, index) => `$${first + index}::${type}[]`).join(', ');

const COLUMNS = 'bank_id, message_id, delivery_id, customer_id, channel, class, status, ended_at, send_at, expires_at, reference, metadata';

/** What is in the inbox alone is delivered when it is stored. */
const values = (bankId: string): string => `
  ${bankId}, r.message_id, r.delivery_id, r.customer_id, r.channel, r.class,
  CASE WHEN r.channel = 'inbox' THEN 'delivered' ELSE 'queued' END, CASE WHEN r.channel = 'inbox' THEN now() END, r.send_at,
  COALESCE(r.expires_at, COALESCE(r.send_at, now()) + r.lives * interval '1 second'), r.reference, r.metadata`;

const QUEUE = 'INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)';

/**
 * Parts of the statement that stores messages, which has to call `stored` what it returns of them: `bank_id` and `message_id`. A message
 * is never without its delivery, nor a delivery without its message or its place in the queue.
 *
 * @param first the number of the first of the {@link deliveryValuesOf}.
 */
export const deliveryParts = (first: number): string => `
    delivered AS (
      INSERT INTO deliveries (${COLUMNS})
      SELECT ${values('s.bank_id')}
        FROM unnest(${arraysFrom(first)}) AS r (${NAMES}) JOIN stored s USING (message_id)
      RETURNING bank_id, delivery_id, message_id, customer_id, channel, class, send_at, expires_at
    ), queued AS (
      ${QUEUE}
      SELECT bank_id, delivery_id, message_id, customer_id, channel || ':' || class, COALESCE(send_at, now()), expires_at FROM delivered
       WHERE channel <> 'inbox'
    )`;

/** The same as statements for one bank, where the tables are distributed. */
export const DELIVERIES_OF_BANK = `INSERT INTO deliveries (${COLUMNS}) SELECT ${values('$1')} FROM unnest(${arraysFrom(2)}) AS r (${NAMES})`;
export const QUEUE_OF_BANK = `
  ${QUEUE}
  SELECT bank_id, delivery_id, message_id, customer_id, channel || ':' || class, COALESCE(send_at, now()), expires_at
    FROM deliveries WHERE bank_id = $1 AND message_id = ANY ($2::uuid[]) AND status = 'queued'`;

export const deliveryValuesOf = (rows: readonly NewDelivery[]): unknown[] => [
  rows.map((row) => row.messageId),
  rows.map((row) => row.deliveryId),
  rows.map((row) => row.customerId),
  rows.map((row) => row.channel),
  rows.map((row) => row.class),
  rows.map((row) => row.sendAt?.toISOString() ?? null),
  rows.map((row) => row.expiresAt?.toISOString() ?? null),
  rows.map((row) => row.lives),
  rows.map((row) => row.reference),
  rows.map((row) => (row.metadata === undefined ? null : JSON.stringify(row.metadata))),
];
