import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../../access/sessions/principal.js';
import type { IdempotencyKey } from '../../../platform/idempotency/idempotency-key.check.js';
import type { RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import type { ObpError } from '../../../platform/errors/obp-error.js';
import type { NewMessageRow } from '../inserts/message-inserts.js';

/** An item that was looked at: a message to store, or why there is none. */
export type ParsedItem = NewMessageRow | ObpError;

/** A batch that is being read and stored. */
export class RunningBatch {
  /** Why its sender may not send any more; nothing behind it is stored. */
  refusal: ObpError | undefined;
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

  /** As known now: it is looked up again while the batch goes on. */
  get sender(): Principal {
    if (this.request.principal === undefined) throw new Error(`${this.endpoint.functionName} does not check who calls`);
    return this.request.principal;
  }
}
