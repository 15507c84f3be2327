import type { FastifyInstance } from 'fastify';
import { notFound } from '../../platform/http/content-negotiation.js';
import { errorBody } from '../../platform/http/error-response.js';

/** Has a process that only sends deliveries answer nobody but those who ask for its health. */
export function serveHealthOnly(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/health/')) {
      done();
      return;
    }
    const error = notFound(request);
    void reply.status(error.status).send(errorBody(error, request));
  });
}
