import type { Principal } from '../auth/principal.js';
import type { Bank } from '../banks/bank.entity.js';
import type { Consumer } from '../consumers/consumer.entity.js';
import type { IdempotencyKey } from '../idempotency/idempotency-key.check.js';
import type { RateLimitState } from '../rate-limits/rate-limiter.service.js';
import type { EndpointDefinition } from './endpoint/endpoint.js';
import type { User } from '../users/user.entity.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route is; undefined for one that is none of ours, such as a static file's. */
    declaration?: EndpointDefinition;
    /** Of an operation; undefined for what is none, such as pages' scripts. */
    operationId?: string;
  }

  /** What the checks leave for the controller's method. */
  interface FastifyRequest {
    /** The user and the consumer of the call; undefined for an anonymous one. */
    principal?: Principal;
    /** The name whose password is tried. */
    loginName?: string | undefined;
    /** The bank of the path's BANK_ID. */
    bank?: Bank;
    /** The user of the path's USER_ID. */
    pathUser?: User;
    /** The consumer of the path's CONSUMER_ID. */
    pathConsumer?: Consumer;
    /** Lets the next stranger have a turn; there while this request has one. */
    endTurn?: () => void;
    /** What the consumer's call limits leave; undefined where none applies. */
    rateLimit?: RateLimitState;
    /** The body, as an instance of the operation's request type. */
    validBody?: object;
    /** The `Idempotency-Key`, if the call names one. */
    idempotencyKey?: IdempotencyKey;
  }
}
