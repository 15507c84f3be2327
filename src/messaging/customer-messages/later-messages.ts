import type { IdempotentCall } from '../../platform/idempotency/idempotent-calls.js';
import type { NewMessageRow } from './inserts/message-inserts.js';
import type { DeliveryWish } from './message-companion.js';

/** What is wished for a message that waits for its time. */
export type LaterWish = DeliveryWish & { readonly sendAt: Date };

export const isLaterWish = (wish: DeliveryWish | undefined): wish is LaterWish => wish?.sendAt !== undefined;

/** Lets a feature above keep messages until their time. There is one, given by `app/`. */
export abstract class LaterMessages {
  /**
   * When the promise resolves it is committed, with the key of the call.
   *
   * @throws ObpError OBP-30046 when the bank has no such customer, OBP-98081 when the key is taken, and where what is wished cannot be.
   */
  abstract store(row: NewMessageRow, wish: LaterWish, call?: IdempotentCall): Promise<void>;
}
