import type { RateLimitState } from '../http/rate-limit-state.js';
import type { EndpointDefinition } from './endpoint.js';
import type { ShownPage } from './page-headers.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route is; undefined for one that is none of ours, such as a static file's. */
    declaration?: EndpointDefinition;
    /** The id of the operation; undefined for other routes, such as pages' scripts. */
    operationId?: string;
  }

  /** What the checks leave for the controller's method is declared beside each of them. */
  interface FastifyRequest {
    /** The name whose password is tried. */
    loginName?: string | undefined;
    /** Lets the next stranger have a turn; there while this request has one. */
    endTurn?: () => void;
    /** What the consumer's call limits leave; undefined where none applies. */
    rateLimit?: RateLimitState;
    /** The page of a list that is answered. */
    shownPage?: ShownPage;
  }
}
