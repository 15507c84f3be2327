import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../../access/sessions/principal.js';
import type { IdempotencyKey } from '../../../platform/idempotency/idempotency-key.check.js';
import type { RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import type { ObpError } from '../../../platform/errors/obp-error.js';
import type { DeliveryWish } from '../message-companion.js';
import type { OrderReader } from '../message-orders.js';
import type { NewMessageRow } from '../inserts/message-inserts.js';

/** A message of a batch to be stored. */
export interface BatchRow extends NewMessageRow {
  readonly wish?: DeliveryWish;
  /** Where more is asked than the message: what a repeat has to have in common with it, instead of its text and beside the rest. */
  readonly asked?: { readonly text: string; readonly more: readonly string[] };
}

/** An item that was looked at: a message to store, or why there is none. */
export type ParsedItem = BatchRow | ObpError;

/** A batch that is being read and stored. */
export class RunningBatch {
  /** Why its sender may not send any more; nothing behind it is stored. */
  refusal: ObpError | undefined;
  /** Reads what items ask beside their messages; what they name is the same for the whole batch. */
  orders: OrderReader | undefined;
  /** Calls that its items need not take from the limits any more: the batch was one when it began. */
  paid = 1;
  /** Items in the groups so far. */
  position = 0;
  /** Messages that were stored now, and those that an earlier call with the key had stored. */
  stored = 0;
  replayed = 0;

  constructor(
    readonly request: FastifyRequest,
    readonly endpoint: RegisteredEndpoint,
    readonly bankId: string,
    readonly key: IdempotencyKey | undefined,
  ) {}

  /** The current state: it is looked up again while the batch runs. */
  get sender(): Principal {
    if (this.request.principal === undefined) throw new Error(`${this.endpoint.functionName} does not check who calls`);
    return this.request.principal;
  }
}
