import type { DeliveryClass } from '../providers/provider.js';
import { LANE } from './queue/lane.js';

/** What many deliveries may have in common. Those of one statement that share an object send it once. */
export interface DeliveryPlan {
  readonly channel: string;
  readonly class: DeliveryClass;
  /** Transport of the route that it takes; empty where any route to the channel will do. */
  readonly route: string;
  /** Undefined: at once. */
  readonly sendAt: Date | undefined;
  /** Undefined: {@link lives} from when it is stored, by the database's clock. */
  readonly expiresAt: Date | undefined;
  /** Seconds. */
  readonly lives: number;
  readonly reference: string;
  readonly metadata: object | undefined;
  /** Empty for none. */
  readonly templateId: string;
  readonly templateVersion: number;
}

/** A delivery to be stored with its message. */
export interface NewDelivery {
  readonly messageId: string;
  readonly deliveryId: string;
  readonly customerId: string;
  readonly plan: DeliveryPlan;
}

const PLAN_TYPES = ['text', 'text', 'text', 'timestamptz', 'timestamptz', 'int', 'text', 'jsonb', 'text', 'int'];
const PLAN_NAMES = 'channel, class, route, send_at, expires_at, lives, reference, metadata, template_id, template_version';

const COLUMNS =
  'bank_id, message_id, delivery_id, customer_id, channel, class, route, status, ended_at, send_at, expires_at, reference, metadata, template_id, template_version';

/** Plans `p` of deliveries, of the parameters from `first` on. */
const plansFrom = (first: number): string =>
  `unnest(${PLAN_TYPES.map((type, index) => `$${first + index}::${type}[]`).join(', ')}) WITH ORDINALITY AS p (${PLAN_NAMES}, plan) USING (plan)`;

/** What is in the inbox alone is delivered when it is stored. */
const valuesAt = (bankId: string): string => `
        ${bankId}, message_id, delivery_id, customer_id, p.channel, p.class, p.route,
        CASE WHEN p.channel = 'inbox' THEN 'delivered' ELSE 'queued' END, CASE WHEN p.channel = 'inbox' THEN now() END, p.send_at,
        COALESCE(p.expires_at, COALESCE(p.send_at, now()) + p.lives * interval '1 second'), p.reference, p.metadata, p.template_id, p.template_version`;

const QUEUE = 'INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)';

/**
 * Parts of the statement that stores messages, which has to call `stored` what it returns of them: `bank_id`, `customer_id` and
 * `message_id`. A message is never without its delivery, nor a delivery without its message or its place in the queue.
 *
 * @param first the number of the first of the {@link deliveryValuesOf}.
 */
export const deliveryParts = (first: number): string => `
    delivered AS (
      INSERT INTO deliveries (${COLUMNS})
      SELECT ${valuesAt('m.bank_id')}
        FROM unnest($${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::int[]) AS r (message_id, delivery_id, plan)
        JOIN ${plansFrom(first + 3)}
        JOIN stored m USING (message_id)
      RETURNING bank_id, delivery_id, message_id, customer_id, channel, class, route, send_at, expires_at
    ), queued AS (
      ${QUEUE}
      SELECT bank_id, delivery_id, message_id, customer_id, ${LANE}, COALESCE(send_at, now()), expires_at FROM delivered
       WHERE channel <> 'inbox'
    )`;

/** Deliveries of one bank, with their customers: {@link deliveryValuesOfBank}. */
const OF_BANK = `
    FROM unnest($2::uuid[], $3::uuid[], $4::int[], $${5 + PLAN_TYPES.length}::text[]) AS m (message_id, delivery_id, plan, customer_id)
    JOIN ${plansFrom(5)}`;

/** The same as statements for one bank, where the tables are distributed. */
export const DELIVERIES_OF_BANK = `INSERT INTO deliveries (${COLUMNS}) SELECT ${valuesAt('$1')} ${OF_BANK}`;
/** Those of messages that wait for their time. */
export const SCHEDULED_OF_BANK = `
  INSERT INTO deliveries (${COLUMNS})
  SELECT $1, message_id, delivery_id, customer_id, p.channel, p.class, p.route, 'scheduled', NULL::timestamptz, p.send_at,
         COALESCE(p.expires_at, p.send_at + p.lives * interval '1 second'), p.reference, p.metadata, p.template_id, p.template_version
    ${OF_BANK}`;
export const QUEUE_OF_BANK = `
  ${QUEUE}
  SELECT bank_id, delivery_id, message_id, customer_id, ${LANE}, COALESCE(send_at, now()), expires_at
    FROM deliveries WHERE bank_id = $1 AND message_id = ANY ($2::uuid[]) AND status = 'queued'`;

export function deliveryValuesOf(rows: readonly NewDelivery[]): unknown[] {
  const numbers = new Map<DeliveryPlan, number>();
  for (const { plan } of rows) if (!numbers.has(plan)) numbers.set(plan, numbers.size + 1);
  const plans = [...numbers.keys()];
  return [
    rows.map((row) => row.messageId),
    rows.map((row) => row.deliveryId),
    rows.map((row) => numbers.get(row.plan)),
    plans.map((plan) => plan.channel),
    plans.map((plan) => plan.class),
    plans.map((plan) => plan.route),
    plans.map((plan) => plan.sendAt?.toISOString() ?? null),
    plans.map((plan) => plan.expiresAt?.toISOString() ?? null),
    plans.map((plan) => plan.lives),
    plans.map((plan) => plan.reference),
    plans.map((plan) => (plan.metadata === undefined ? null : JSON.stringify(plan.metadata))),
    plans.map((plan) => plan.templateId),
    plans.map((plan) => plan.templateVersion),
  ];
}

export const deliveryValuesOfBank = (bankId: string, rows: readonly NewDelivery[]): unknown[] => [
  bankId,
  ...deliveryValuesOf(rows),
  rows.map((row) => row.customerId),
];
