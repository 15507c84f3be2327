import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../http/client-address.js';
import { requestIdOf } from '../http/request-id.js';

/** What records say about a request, whoever sends it. */
export interface Origin {
  /** The one in the answer; callers may choose and repeat it. */
  readonly correlationId: string;
  /** Ours: no caller can choose or repeat it. */
  readonly requestId: string;
  /** As `clientAddress` writes it. */
  readonly address: string;
}

export const originOf = (request: FastifyRequest): Origin => ({
  correlationId: request.id,
  requestId: requestIdOf(request),
  address: clientAddress(request),
});
