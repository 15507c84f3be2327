import { Injectable } from '@nestjs/common';
import { customerNotFound } from '../../customers/customers.service.js';
import type { IdempotencyKey } from '../../../platform/idempotency/idempotency-key.check.js';
import {
  type EarlierCall,
  type IdempotentCall,
  keyedCall,
  IdempotentCalls,
  type KeyOwner,
} from '../../../platform/idempotency/idempotent-calls.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { NewMessageRow } from '../inserts/message-inserts.js';
import { MessageWriter } from '../message-writer.js';
import { MessagesRepository } from '../messages.repository.js';
import { StoredMessages } from '../stored-messages.js';
import type { BatchRow, RunningBatch } from './running-batch.js';

/** The id of the message that is stored for an item, and whether an earlier call has stored it. */
export interface KeyedOutcome {
  readonly messageId: string;
  readonly replayed: boolean;
}

/**
 * Stores items of batches that name an `Idempotency-Key`: this key and the item's position in the batch form the item's key (decision
 * 51).
 */
@Injectable()
export class KeyedItems {
  constructor(
    private readonly calls: IdempotentCalls,
    private readonly writer: MessageWriter,
    private readonly messages: MessagesRepository,
    private readonly news: StoredMessages,
  ) {}

  /**
   * Does something while no other call with the batch's key runs in this process.
   *
   * @throws ObpError OBP-98081 (409) when another one runs.
   */
  alone<Result>(batch: RunningBatch, work: () => Promise<Result>): Promise<Result> {
    return batch.key === undefined ? work() : this.calls.alone(lockOf(batch, batch.key), work);
  }

  /** The call that an item is. */
  callOf(batch: RunningBatch, { operationId, key }: IdempotencyKey, position: number, row: BatchRow): IdempotentCall {
    const { text, more } = row.asked ?? { text: row.message, more: [] };
    const asked = [row.customer_id, row.transport, text, row.from_department, row.from_person, ...more];
    return keyedCall(ownerOf(batch), { operationId, key: `${key}#${position}` }, asked);
  }

  /** @returns for each call what an earlier one with its key did, or why it may not be done again; undefined for a new one. */
  async earlier({ bankId, sender }: RunningBatch, calls: readonly IdempotentCall[]): Promise<(KeyedOutcome | ObpError | undefined)[]> {
    const known = await this.calls.earlier(
      bankId,
      calls.map(({ keyHash }) => keyHash),
    );
    if (known.size > 0) await this.news.repeated(sender.user.userId);
    return calls.map((call) => outcomeOf(call, known.get(call.keyHash)));
  }

  /** Stores new messages, each with its key, and says for each why it is not stored; rejects if none was tried. */
  async store(batch: RunningBatch, key: IdempotencyKey, rows: readonly BatchRow[], calls: readonly IdempotentCall[]): Promise<unknown[]> {
    const batchKey = lockOf(batch, key);
    const keyed = rows.map((row, index) => ({ row, call: calls[index] as IdempotentCall, batchKey }));
    const written = await this.writer.writeKeyedGroup(
      keyed,
      rows.map(({ wish }) => wish),
    );
    const refused = keyed.filter((_row, index) => isFalse(written[index]));
    const reasons = refused.length === 0 ? new Map<string, unknown>() : await this.reasonsOf(batch, refused);
    return written.map((one, index) => {
      const { row } = keyed[index] as (typeof keyed)[number];
      if (one.status === 'rejected') return one.reason as unknown;
      return one.value ? { messageId: row.message_id, replayed: false } : reasons.get(row.message_id);
    });
  }

  /** Why a message is not stored: another call used the key first, uses it now, or there is no such customer. */
  private async reasonsOf(
    batch: RunningBatch,
    refused: readonly { readonly row: NewMessageRow; readonly call: IdempotentCall }[],
  ): Promise<Map<string, unknown>> {
    const ids = [...new Set(refused.map(({ row }) => row.customer_id))];
    const [earlier, customers] = await Promise.all([
      this.earlier(
        batch,
        refused.map(({ call }) => call),
      ),
      this.messages.customersAmong(batch.bankId, ids),
    ]);
    const missing = ({ customer_id: id }: NewMessageRow): ObpError =>
      customers.has(id) ? new ObpError('IdempotencyKeyInUse') : customerNotFound(id);
    return new Map(refused.map(({ row }, index) => [row.message_id, earlier[index] ?? missing(row)]));
  }
}

const ownerOf = ({ bankId, sender: { consumer, user } }: RunningBatch): KeyOwner => ({
  bankId,
  consumerId: consumer.consumerId,
  userId: user.userId,
});

/** The hash of the batch's own key, under which nothing is stored. */
const lockOf = (batch: RunningBatch, key: IdempotencyKey): string => keyedCall(ownerOf(batch), key, []).keyHash;

const isFalse = (one: PromiseSettledResult<boolean> | undefined): boolean => one?.status === 'fulfilled' && !one.value;

function outcomeOf({ fingerprint }: IdempotentCall, earlier: EarlierCall | undefined): KeyedOutcome | ObpError | undefined {
  if (earlier === undefined) return undefined;
  if (earlier.fingerprint !== fingerprint) return new ObpError('IdempotencyKeyReused');
  return { messageId: earlier.messageId, replayed: true };
}
