import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Statement } from '../../platform/database/database.js';
import { CANCELLED, type DeliveryChange, type DeliveryStatus } from './delivery-status.js';
import { QUEUE_AGAIN, REDRIVEN, RETURNED } from './redriving.js';

/** A try, as it is shown. */
export interface AttemptRow {
  readonly attempt: number;
  readonly provider_id: string;
  readonly started_at: Date;
  readonly ended_at: Date;
  readonly outcome: string;
  readonly code: string;
}

/** A delivery as it is shown. */
export interface DeliveryRow {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly customer_id: string;
  readonly channel: string;
  readonly class: string;
  readonly route: string;
  readonly status: DeliveryStatus;
  readonly reason: string;
  readonly provider_id: string;
  readonly provider_reference: string;
  readonly address_shown: string;
  readonly attempts: number;
  readonly sends: number;
  readonly parts: number;
  readonly reference: string;
  readonly metadata: object | null;
  readonly template_id: string;
  readonly template_version: number;
  readonly send_at: Date | null;
  readonly expires_at: Date | null;
  readonly sent_at: Date | null;
  readonly ended_at: Date | null;
  readonly next_try_at: Date | null;
  readonly history: readonly DeliveryChange[];
}

/** A message with what is asked of it beside its deliveries. */
export interface MessageRow {
  readonly message_id: string;
  readonly date: Date;
  readonly transport: string;
  readonly message: string;
  readonly from_department: string;
  readonly from_person: string;
}

/** Which deliveries of a bank are wanted. */
export interface WantedDeliveries {
  readonly status: DeliveryStatus | undefined;
  readonly channel: string | undefined;
  readonly reference: string | undefined;
  readonly templateId: string | undefined;
  /** Ids of messages between which theirs lie, neither included. */
  readonly after: string;
  readonly before: string;
  /** Of the delivery before which those of the message `before` lie that are wanted too; undefined for none of them. */
  readonly beforeDelivery: string | undefined;
  readonly limit: number;
}

/** One that a worker holds is being sent: that stands in the queue alone. */
const STATUS = `CASE WHEN q.lease_until > now() THEN 'sending' ELSE d.status END`;

const COLUMNS = `
  d.delivery_id, d.message_id, d.customer_id, d.channel, d.class, d.route, ${STATUS} AS status,
  d.reason, d.provider_id, d.provider_reference, d.address_shown, d.attempts, d.sends, d.parts, d.reference, d.metadata, d.template_id, d.template_version, d.send_at, d.expires_at,
  d.sent_at, d.ended_at, CASE WHEN d.status = 'scheduled' THEN d.send_at WHEN q.lease_until IS NULL THEN q.due_at END AS next_try_at, d.history`;

const FROM = 'deliveries d LEFT JOIN delivery_queue q ON q.bank_id = d.bank_id AND q.delivery_id = d.delivery_id';

const OF_MESSAGE: Statement = {
  name: 'deliveries_of_message',
  text: `SELECT ${COLUMNS} FROM ${FROM} WHERE d.bank_id = $1 AND d.message_id = $2 ORDER BY d.delivery_id`,
};

const MESSAGE: Statement = {
  name: 'delivered_message',
  text: `SELECT message_id, date, transport, message, from_department, from_person
           FROM messages WHERE bank_id = $1 AND customer_id = $2 AND message_id = $3`,
};

const ATTEMPTS: Statement = {
  name: 'delivery_attempts_of',
  text: `SELECT delivery_id, attempt, provider_id, started_at, ended_at, outcome, code
           FROM delivery_attempts WHERE bank_id = $1 AND delivery_id = ANY ($2) ORDER BY delivery_id, attempt`,
};

/**
 * Trouble has an index of its own, and so has a reference; the rest is read in the order of the primary key. A status that is stored as it is
 * shown is asked for a second time by its column, since no index knows the expression.
 */
const OF_BANK: Statement = {
  name: 'deliveries_of_bank',
  text: `
    SELECT ${COLUMNS} FROM ${FROM}
     WHERE d.bank_id = $1 AND d.message_id > $2
       AND (d.message_id, d.delivery_id) < ($3::uuid, COALESCE($4::uuid, '00000000-0000-0000-0000-000000000000'))
       AND ($5::text IS NULL OR ${STATUS} = $5)
       AND ($5::text IS NULL OR $5 = 'sending' OR d.status = $5)
       AND ($6::text IS NULL OR d.channel = $6) AND ($7::text IS NULL OR d.reference = $7)
       AND ($9::text IS NULL OR d.template_id = $9)
     ORDER BY d.message_id DESC, d.delivery_id DESC
     LIMIT $8`,
};

/** Only what no worker has touched, or has given back. */
const UNQUEUE = `
  DELETE FROM delivery_queue WHERE bank_id = $1 AND delivery_id = $2 AND lease_token IS NULL RETURNING delivery_id`;

const CANCEL = `
  UPDATE deliveries SET ${CANCELLED}
   WHERE bank_id = $1 AND message_id = $2 AND delivery_id = $3`;

/** Of two who drive it again at the same time the second finds it queued. */
const REDRIVE = `
  WITH again AS (
    UPDATE deliveries d SET ${REDRIVEN}
     WHERE d.bank_id = $1 AND d.message_id = $2 AND d.delivery_id = $3 AND d.status IN ('dead', 'unknown', 'suppressed')
    RETURNING ${RETURNED}
  ) ${QUEUE_AGAIN}
  RETURNING lane`;

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  async message(bankId: string, customerId: string, messageId: string): Promise<MessageRow | undefined> {
    const [row] = await this.database.query<MessageRow & Record<string, unknown>>(MESSAGE, [bankId, customerId, messageId]);
    return row;
  }

  ofMessage(bankId: string, messageId: string): Promise<DeliveryRow[]> {
    return this.database.query<DeliveryRow & Record<string, unknown>>(OF_MESSAGE, [bankId, messageId]);
  }

  async attempts(bankId: string, deliveryIds: readonly string[]): Promise<ReadonlyMap<string, AttemptRow[]>> {
    const rows = await this.database.query<AttemptRow & { delivery_id: string }>(ATTEMPTS, [bankId, deliveryIds]);
    const found = new Map<string, AttemptRow[]>(deliveryIds.map((id) => [id, []]));
    for (const row of rows) found.get(row.delivery_id)?.push(row);
    return found;
  }

  ofBank(bankId: string, wanted: WantedDeliveries): Promise<DeliveryRow[]> {
    const { after, before, beforeDelivery, status, channel, reference, templateId, limit } = wanted;
    return this.database.query<DeliveryRow & Record<string, unknown>>(OF_BANK, [
      bankId,
      after,
      before,
      beforeDelivery ?? null,
      status ?? null,
      channel ?? null,
      reference ?? null,
      limit,
      templateId ?? null,
    ]);
  }

  /** Takes a delivery out of the queue; false when it is being sent, or was. */
  async cancel(manager: EntityManager, bankId: string, messageId: string, deliveryId: string): Promise<boolean> {
    const [, count] = await manager.query<[unknown[], number]>(UNQUEUE, [bankId, deliveryId]);
    if (count === 0) return false;
    await manager.query(CANCEL, [bankId, messageId, deliveryId]);
    return true;
  }

  /** Puts a delivery into the queue again; the name of its lane, undefined when its status does not allow it. */
  async redrive(manager: EntityManager, bankId: string, messageId: string, deliveryId: string): Promise<string | undefined> {
    const rows = await manager.query<{ lane: string }[]>(REDRIVE, [bankId, messageId, deliveryId]);
    return rows[0]?.lane;
  }
}
