import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Statement } from '../../../platform/database/database.js';
import type { NewMessageRow } from '../../customer-messages/inserts/message-inserts.js';
import type { MessageRow } from '../deliveries.repository.js';
import { deliveryValuesOfBank, type NewDelivery, QUEUE_OF_BANK, SCHEDULED_OF_BANK } from '../delivery-inserts.js';
import { CANCELLED, historyWith } from '../delivery-status.js';
import { LANE } from '../queue/lane.js';

/** A message whose time has come. */
export interface DueMessage {
  readonly scheduled_id: string;
  readonly is_expired: boolean;
}

/** Which message it becomes. */
export interface NewId {
  readonly scheduledId: string;
  readonly messageId: string;
  readonly date: Date;
}

const INSERT = `
  INSERT INTO scheduled_messages (bank_id, scheduled_id, customer_id, created_at, transport, message, from_department, from_person,
                                  created_by_user_id, created_by_consumer_id, send_at, expires_at, due_at)
  SELECT c.bank_id, $3::uuid, c.customer_id, $4::timestamptz, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::timestamptz,
         $12::timestamptz, $11::timestamptz
    FROM customers c WHERE c.bank_id = $1 AND c.customer_id = $2
     FOR KEY SHARE OF c
  RETURNING scheduled_id`;

const FIND: Statement = {
  name: 'scheduled_message_find',
  text: `SELECT scheduled_id, message_id AS became, created_at AS date, transport, message, from_department, from_person
           FROM scheduled_messages WHERE bank_id = $1 AND customer_id = $2 AND scheduled_id = $3`,
};

/** Banks of the first that are due: as many as fit in one look. */
const DUE_BANKS: Statement = {
  name: 'scheduled_messages_due_banks',
  text: `SELECT DISTINCT bank_id FROM (
           SELECT bank_id FROM scheduled_messages WHERE due_at <= now() ORDER BY due_at LIMIT 1000) d`,
};

const NEXT: Statement = {
  name: 'scheduled_messages_next',
  text: `SELECT (extract(epoch FROM min(due_at) - now()) * 1000)::float8 AS due_in FROM scheduled_messages WHERE due_at IS NOT NULL`,
};

/** What another process is queueing is skipped. */
const DUE = `
  SELECT scheduled_id, COALESCE(expires_at <= now(), false) AS is_expired FROM scheduled_messages
   WHERE bank_id = $1 AND due_at <= now() ORDER BY due_at, scheduled_id LIMIT $2 FOR UPDATE SKIP LOCKED`;

/** Those whose customer is not there any more are left out. */
const BECOME = `
  INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id,
                        created_by_consumer_id)
  SELECT c.bank_id, c.customer_id, n.message_id, n.date, s.transport, s.message, s.from_department, s.from_person, s.created_by_user_id,
         s.created_by_consumer_id
    FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS n (scheduled_id, message_id, date)
    JOIN scheduled_messages s ON s.bank_id = $1 AND s.scheduled_id = n.scheduled_id
    JOIN customers c ON c.bank_id = $1 AND c.customer_id = s.customer_id
   WHERE s.due_at IS NOT NULL
     FOR KEY SHARE OF c
  RETURNING message_id`;

/** The deliveries go with their message, also those of it that were cancelled. What is in the inbox alone is delivered with that. */
const FOLLOW = `
  UPDATE deliveries d
     SET message_id = n.message_id,
         status = CASE WHEN d.status <> 'scheduled' THEN d.status WHEN d.channel = 'inbox' THEN 'delivered' ELSE 'queued' END,
         ended_at = CASE WHEN d.status = 'scheduled' AND d.channel = 'inbox' THEN now() ELSE d.ended_at END,
         history = CASE WHEN d.status <> 'scheduled' THEN d.history
           ELSE ${historyWith('d.history', "CASE d.channel WHEN 'inbox' THEN 'delivered' ELSE 'queued' END", "''")} END
    FROM unnest($2::uuid[], $3::uuid[]) AS n (scheduled_id, message_id)
   WHERE d.bank_id = $1 AND d.message_id = n.scheduled_id
  RETURNING ${LANE} AS lane, d.status`;

/** What it has become is read in the inbox; the text is not kept twice. */
const SETTLE = `
  UPDATE scheduled_messages s SET message_id = n.message_id, due_at = NULL, message = ''
    FROM unnest($2::uuid[], $3::uuid[]) AS n (scheduled_id, message_id)
   WHERE s.bank_id = $1 AND s.scheduled_id = n.scheduled_id`;

const GIVE_UP = `UPDATE scheduled_messages SET due_at = NULL WHERE bank_id = $1 AND scheduled_id = ANY ($2)`;

const END = `
  UPDATE deliveries SET status = $3::text, reason = $4::text, ended_at = now(), history = ${historyWith('history', '$3::text', '$4::text')}
   WHERE bank_id = $1 AND message_id = ANY ($2::uuid[]) AND status = 'scheduled'`;

const LOCK = `SELECT message_id FROM scheduled_messages WHERE bank_id = $1 AND scheduled_id = $2 FOR UPDATE`;

const CANCEL = `
  UPDATE deliveries SET ${CANCELLED}
   WHERE bank_id = $1 AND message_id = $2 AND delivery_id = $3 AND status = 'scheduled' RETURNING delivery_id`;

const STOP = `
  UPDATE scheduled_messages s SET due_at = NULL
   WHERE s.bank_id = $1 AND s.scheduled_id = $2
     AND NOT EXISTS (SELECT FROM deliveries d WHERE d.bank_id = $1 AND d.message_id = $2 AND d.status = 'scheduled')`;

/** One that another process is queueing is not the one that was refused. */
const POSTPONE = `
  UPDATE scheduled_messages SET due_at = now() + interval '10 minutes' WHERE bank_id = $1 AND scheduled_id = (
    SELECT scheduled_id FROM scheduled_messages
     WHERE bank_id = $1 AND due_at <= now() ORDER BY due_at, scheduled_id LIMIT 1 FOR UPDATE SKIP LOCKED)`;

/** The statements about scheduled messages. Each that writes names one bank, so that the tables can be spread by bank. */
@Injectable()
export class ScheduledMessagesRepository {
  constructor(private readonly database: Database) {}

  /** @returns false when the bank has no such customer. */
  async insert(manager: EntityManager, row: NewMessageRow, times: { sendAt: Date; expiresAt: Date | undefined }): Promise<boolean> {
    const stored = await manager.query<unknown[]>(INSERT, [
      row.bank_id,
      row.customer_id,
      row.message_id,
      row.date.toISOString(),
      row.transport,
      row.message,
      row.from_department,
      row.from_person,
      row.created_by_user_id,
      row.created_by_consumer_id,
      times.sendAt.toISOString(),
      times.expiresAt?.toISOString() ?? null,
    ]);
    return stored.length > 0;
  }

  async insertDeliveries(manager: EntityManager, bankId: string, all: readonly NewDelivery[]): Promise<void> {
    await manager.query(SCHEDULED_OF_BANK, deliveryValuesOfBank(bankId, all));
  }

  /** The scheduled message of an id, or the id of what it has become. */
  async find(bankId: string, customerId: string, id: string): Promise<(MessageRow & { readonly became: string | null }) | undefined> {
    const [row] = await this.database.query<MessageRow & { scheduled_id: string; became: string | null }>(FIND, [bankId, customerId, id]);
    return row === undefined ? undefined : { ...row, message_id: row.scheduled_id };
  }

  async dueBanks(): Promise<string[]> {
    return (await this.database.query<{ bank_id: string }>(DUE_BANKS, [])).map(({ bank_id: bankId }) => bankId);
  }

  /** Milliseconds until the next is due; undefined where none waits. */
  async nextIn(): Promise<number | undefined> {
    const [row] = await this.database.query<{ due_in: number | null }>(NEXT, []);
    return row?.due_in ?? undefined;
  }

  due(manager: EntityManager, bankId: string, most: number): Promise<DueMessage[]> {
    return manager.query<DueMessage[]>(DUE, [bankId, most]);
  }

  /** @returns the lanes that have something now. */
  async become(
    manager: EntityManager,
    bankId: string,
    ids: readonly NewId[],
  ): Promise<{ gone: readonly NewId[]; lanes: readonly string[] }> {
    const stored = await manager.query<{ message_id: string }[]>(BECOME, [
      bankId,
      ids.map(({ scheduledId }) => scheduledId),
      ids.map(({ messageId }) => messageId),
      ids.map(({ date }) => date.toISOString()),
    ]);
    const there = new Set(stored.map(({ message_id: id }) => id));
    const made = ids.filter(({ messageId }) => there.has(messageId));
    const both = [bankId, made.map(({ scheduledId }) => scheduledId), made.map(({ messageId }) => messageId)];
    const [followed] = await manager.query<[{ lane: string; status: string }[], number]>(FOLLOW, both);
    await manager.query(QUEUE_OF_BANK, [bankId, made.map(({ messageId }) => messageId)]);
    await manager.query(SETTLE, both);
    const lanes = new Set(followed.filter(({ status }) => status === 'queued').map(({ lane }) => lane));
    return { gone: ids.filter(({ messageId }) => !there.has(messageId)), lanes: [...lanes] };
  }

  /** They will not become messages. */
  async end(manager: EntityManager, bankId: string, ids: readonly string[], status: string, reason: string): Promise<void> {
    if (ids.length === 0) return;
    await manager.query(END, [bankId, ids, status, reason]);
    await manager.query(GIVE_UP, [bankId, ids]);
  }

  /** Leaves the first that is due alone for a while: the database refuses it, and others wait behind it. */
  async postpone(bankId: string): Promise<void> {
    await this.database.transaction((manager) => manager.query(POSTPONE, [bankId]));
  }

  /** Keeps a scheduled message as it is until the transaction ends; undefined where the id is of none. */
  async lock(manager: EntityManager, bankId: string, id: string): Promise<{ readonly message_id: string | null } | undefined> {
    const [row] = await manager.query<{ message_id: string | null }[]>(LOCK, [bankId, id]);
    return row;
  }

  /** Cancels a delivery of a scheduled message that is locked; with the last one the message itself. */
  async cancel(manager: EntityManager, bankId: string, id: string, deliveryId: string): Promise<boolean> {
    const [, count] = await manager.query<[unknown[], number]>(CANCEL, [bankId, id, deliveryId]);
    if (count === 0) return false;
    await manager.query(STOP, [bankId, id]);
    return true;
  }
}
