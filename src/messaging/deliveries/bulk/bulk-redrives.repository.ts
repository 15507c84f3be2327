import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QUEUE_AGAIN, REDRIVEN, RETURNED } from '../redriving.js';

/** The statuses from which a delivery is driven again. */
export const REDRIVABLE = ['dead', 'unknown'] as const;
export type Redrivable = (typeof REDRIVABLE)[number];

/** A place in the order of messages and their deliveries. */
export interface DeliveryPlace {
  readonly messageId: string;
  readonly deliveryId: string;
}

/** Which deliveries of a bank are to be driven again: those behind a place, of messages before an id. */
export interface RedriveFilter {
  readonly status: Redrivable;
  readonly channel: string | undefined;
  readonly providerId: string | undefined;
  readonly reference: string | undefined;
  readonly after: DeliveryPlace;
  /** Id of a message that is not meant any more. */
  readonly before: string;
}

/** What one statement has driven again. */
export interface RedrivenSlice {
  readonly count: number;
  readonly lanes: readonly string[];
  /** The message of the first of them, and the last of them; undefined for none. */
  readonly first: string | undefined;
  readonly last: DeliveryPlace | undefined;
}

/** The status stands in the text, as the index has it: no plan for any status could use that. */
const CHOSEN: Record<Redrivable, string> = {
  dead: chosen('dead'),
  unknown: chosen('unknown'),
};

function chosen(status: Redrivable): string {
  return `
    FROM deliveries d
   WHERE d.bank_id = $1 AND d.status = '${status}' AND d.message_id >= $2::uuid AND (d.message_id, d.delivery_id) > ($2::uuid, $3::uuid)
     AND d.message_id < $4::uuid AND ($5::text IS NULL OR d.channel = $5) AND ($6::text IS NULL OR d.provider_id = $6)
     AND ($7::text IS NULL OR d.reference = $7)`;
}

const valuesOf = (bankId: string, { after, before, channel, providerId, reference }: RedriveFilter): unknown[] => [
  bankId,
  after.messageId,
  after.deliveryId,
  before,
  channel ?? null,
  providerId ?? null,
  reference ?? null,
];

/** Of two who drive the same ones again the second waits, and finds them queued. */
const redrive = (status: Redrivable): string => `
  WITH chosen AS (
    SELECT d.message_id, d.delivery_id ${CHOSEN[status]}
     ORDER BY d.message_id, d.delivery_id LIMIT $8 FOR UPDATE
  ), again AS (
    UPDATE deliveries d SET ${REDRIVEN}
      FROM chosen c
     WHERE d.bank_id = $1 AND d.message_id = c.message_id AND d.delivery_id = c.delivery_id
    RETURNING ${RETURNED}
  ), queued AS (${QUEUE_AGAIN}
        ON CONFLICT (bank_id, delivery_id) DO NOTHING
    RETURNING lane
  )
  SELECT (SELECT count(*)::int FROM again) AS count, (SELECT array_agg(DISTINCT lane) FROM queued) AS lanes,
         (SELECT message_id FROM chosen ORDER BY message_id LIMIT 1) AS first, l.message_id, l.delivery_id
    FROM (SELECT message_id, delivery_id FROM chosen ORDER BY message_id DESC, delivery_id DESC LIMIT 1) l`;

interface SliceRow {
  readonly count: number;
  readonly lanes: readonly string[] | null;
  readonly first: string;
  readonly message_id: string;
  readonly delivery_id: string;
}

/** The statements that drive many deliveries again. Each goes on behind the last one that was seen, and takes no more than it is told. */
@Injectable()
export class BulkRedrivesRepository {
  /** How many there are, counted up to `most`. */
  async count(manager: EntityManager, bankId: string, filter: RedriveFilter, most: number): Promise<number> {
    const text = `SELECT count(*)::int AS count FROM (SELECT 1 ${CHOSEN[filter.status]} LIMIT $8) c`;
    const [row] = await manager.query<{ count: number }[]>(text, [...valuesOf(bankId, filter), most]);
    return row?.count ?? 0;
  }

  /** Drives the first of them again, at most `most`. */
  async redrive(manager: EntityManager, bankId: string, filter: RedriveFilter, most: number): Promise<RedrivenSlice> {
    const [row] = await manager.query<SliceRow[]>(redrive(filter.status), [...valuesOf(bankId, filter), most]);
    if (row === undefined) return { count: 0, lanes: [], first: undefined, last: undefined };
    return { count: row.count, lanes: row.lanes ?? [], first: row.first, last: { messageId: row.message_id, deliveryId: row.delivery_id } };
  }
}
