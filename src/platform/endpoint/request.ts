import type { RateLimitState } from '../http/rate-limit-state.js';
import type { EndpointDefinition } from './endpoint.js';
import type { ShownPage } from './page-headers.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The declared route; undefined for routes that are not ours, such as a static file's. */
    declaration?: EndpointDefinition;
    /** The id of the operation; undefined for other routes, such as pages' scripts. */
    operationId?: string;
  }

  /** What the checks leave for the controller's method is declared beside each of them. */
  interface FastifyRequest {
    /** The name that somebody tries to log in with. */
    loginName?: string | undefined;
    /** Gives the next stranger a turn; set while this request has one. */
    endTurn?: () => void;
    /** What the consumer's call limits leave; undefined where none applies. */
    rateLimit?: RateLimitState;
    /** The page of a list that is returned. */
    shownPage?: ShownPage;
  }
}
