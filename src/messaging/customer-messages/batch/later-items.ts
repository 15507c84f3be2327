import { Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import type { IdempotentCall } from '../../../platform/idempotency/idempotent-calls.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { isLaterWish, LaterMessages, type LaterWish } from '../later-messages.js';
import { KeyedItems, type KeyedOutcome } from './keyed-items.js';
import type { BatchRow, RunningBatch } from './running-batch.js';

/** Each has a transaction of its own; so many at a time leave connections to everybody else. */
const AT_A_TIME = 4;

/** An item that is to be sent later. */
export interface LaterRow extends BatchRow {
  readonly wish: LaterWish;
}

export const isLater = (row: BatchRow): row is LaterRow => isLaterWish(row.wish);

/** Stores the items of batches that wait for their time, each alone as when it is sent alone. */
@Injectable()
export class LaterItems {
  private readonly limit = pLimit(AT_A_TIME);

  constructor(
    private readonly later: LaterMessages,
    private readonly keyed: KeyedItems,
  ) {}

  /** When the promise resolves the item is committed; rejects with why it is not stored. */
  store(batch: RunningBatch, row: LaterRow, call: IdempotentCall | undefined): Promise<KeyedOutcome> {
    return this.limit(async () => {
      try {
        await this.later.store(row, row.wish, call);
        return { messageId: row.message_id, replayed: false };
      } catch (error) {
        if (call === undefined || !(error instanceof ObpError) || error.status >= 500) throw error;
        // Another replica may have stored it since the look at the earlier calls.
        const [earlier] = await this.keyed.earlier(batch, [call]);
        if (earlier === undefined) throw error;
        if (earlier instanceof ObpError) throw earlier;
        return earlier;
      }
    });
  }
}
