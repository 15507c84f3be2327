import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, type RegisteredEndpoint } from '../endpoint/checks/check.js';
import type { Parameter } from '../endpoint/endpoint.js';
import type { ErrorKey } from '../errors/catalogue.js';
import { ObpError } from '../errors/obp-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The `Idempotency-Key`, if the call names one. */
    idempotencyKey?: IdempotencyKey;
  }
}

declare module '../endpoint/checks/check-name.js' {
  interface CheckNames {
    idempotencyKeyValid: true;
  }
}

/** The key of a call, and the operation that it is for: later versions count as the same operation. */
export interface IdempotencyKey {
  readonly operationId: string;
  readonly key: string;
}

/** For the declaration of an operation that checks {@link IdempotencyKeyValid}. */
export const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  description:
    'Makes it safe to send the call again: 1 to 255 visible ASCII characters, such as a UUID, new for each message. A repeat with the same ' +
    'key and body stores nothing and gets the first answer, with the header `Idempotent-Replayed: true`.',
  example: '6f1c8a52-7d0e-4f53-9a8b-2f6f3f0a9c11',
};

/** Visible ASCII. A header that is sent twice arrives with ", " in it, and is refused for the blank. */
const KEY = /^[!-~]{1,255}$/;

/** Refuses a malformed `Idempotency-Key`, and leaves a good one for `@IdempotencyKeyHeader()`. */
@Injectable()
export class IdempotencyKeyValid extends Check {
  errors(): readonly ErrorKey[] {
    return ['InvalidIdempotencyKey', 'IdempotencyKeyInUse', 'IdempotencyKeyReused'];
  }

  run(request: FastifyRequest, { operationId }: RegisteredEndpoint): void {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return;
    if (typeof key !== 'string' || !KEY.test(key)) throw new ObpError('InvalidIdempotencyKey');
    request.idempotencyKey = { operationId, key };
  }
}
