import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, type Statement } from '../../../platform/database/database.js';
import { FIRST_ID, idBefore, LAST_ID, timeOfId } from '../../customer-messages/message-id.js';

const BANKS: Statement = { name: 'delivery_retention_banks', text: 'SELECT bank_id FROM banks' };

/** Asked first: to hold the row would be to wait for whoever has it. */
const THERE = 'SELECT FROM delivery_retention WHERE bank_id = $1';

/** Another process that erases the bank's is left to it. */
const LOCK = 'SELECT erased_until FROM delivery_retention WHERE bank_id = $1 FOR UPDATE SKIP LOCKED';

const SLICE = `
  SELECT message_id, array_agg(delivery_id) AS delivery_ids, bool_or(status IN ('queued', 'retrying') OR receipt_until IS NOT NULL) AS is_open
    FROM deliveries
   WHERE bank_id = $1 AND message_id > $2 AND message_id < $3
   GROUP BY message_id ORDER BY message_id LIMIT $4`;

const ERASE = `
  UPDATE deliveries SET address_hash = NULL, address_shown = ''
   WHERE bank_id = $1 AND message_id = ANY ($2::uuid[]) AND (address_hash IS NOT NULL OR address_shown <> '')`;

const REMOVE = ['delivery_attempts', 'delivery_parts'].map(
  (table) => `DELETE FROM ${table} WHERE bank_id = $1 AND delivery_id = ANY ($2::uuid[])`,
);

const MOVE = 'UPDATE delivery_retention SET erased_until = $2 WHERE bank_id = $1';

/** Waits for whoever erases the bank's, who then waits until the transaction ends. */
const HOLD = `
  INSERT INTO delivery_retention AS r (bank_id, erased_until) VALUES ($1, '${FIRST_ID}')
      ON CONFLICT (bank_id) DO UPDATE SET erased_until = least(r.erased_until, $2::uuid)`;

const SETTLED = `
  SELECT scheduled_id FROM scheduled_messages
   WHERE bank_id = $1 AND scheduled_id < $2 AND due_at IS NULL AND send_at < $3
   ORDER BY scheduled_id LIMIT $4`;

const REMOVE_SETTLED = 'DELETE FROM scheduled_messages WHERE bank_id = $1 AND scheduled_id = ANY ($2::uuid[]) AND due_at IS NULL';

/** Messages whose deliveries are erased together. */
interface SliceRow {
  readonly message_id: string;
  readonly delivery_ids: string[];
  readonly is_open: boolean;
}

/** The statements of the retention. Each names one bank, so that the tables can be spread by bank. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  async banks(): Promise<string[]> {
    return (await this.database.query<{ bank_id: string }>(BANKS, [])).map(({ bank_id: bankId }) => bankId);
  }

  /**
   * Erases the deliveries of the next messages before an id, as far as the first that is still to be sent, or waits for a receipt.
   *
   * @returns whether there may be more.
   */
  eraseSome(bankId: string, before: string, most: number): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      if ((await manager.query<unknown[]>(THERE, [bankId])).length === 0) await this.hold(manager, bankId);
      const [place] = await manager.query<{ erased_until: string }[]>(LOCK, [bankId]);
      if (place === undefined) return false;
      const found = await manager.query<SliceRow[]>(SLICE, [bankId, place.erased_until, before, most]);
      const open = found.findIndex(({ is_open: isOpen }) => isOpen);
      const closed = open === -1 ? found : found.slice(0, open);
      const last = closed.at(-1);
      if (last === undefined) return false;
      await manager.query(ERASE, [bankId, closed.map(({ message_id: id }) => id)]);
      const deliveryIds = closed.flatMap(({ delivery_ids: ids }) => ids);
      for (const remove of REMOVE) await manager.query(remove, [bankId, deliveryIds]);
      await manager.query(MOVE, [bankId, last.message_id]);
      return closed.length === most;
    });
  }

  /**
   * To be called before deliveries are driven again: until the transaction ends nothing of the bank's is erased.
   *
   * @param from the message of one that is driven again: it and all later ones will be looked at again.
   */
  async hold(manager: EntityManager, bankId: string, from?: string): Promise<void> {
    await manager.query(HOLD, [bankId, from === undefined ? LAST_ID : idBefore(timeOfId(from))]);
  }

  /**
   * Removes scheduled messages that became messages, or came to nothing.
   *
   * @param before an id; and a time, before which they were to be sent.
   * @returns whether there may be more.
   */
  removeSettled(bankId: string, before: { readonly id: string; readonly time: Date }, most: number): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const found = await manager.query<{ scheduled_id: string }[]>(SETTLED, [bankId, before.id, before.time.toISOString(), most]);
      if (found.length > 0) await manager.query(REMOVE_SETTLED, [bankId, found.map(({ scheduled_id: id }) => id)]);
      return found.length === most;
    });
  }
}
