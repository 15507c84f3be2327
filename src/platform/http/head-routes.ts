import type { FastifyInstance } from 'fastify';
import { isObpPath } from './response-headers.js';

/** Answers HEAD wherever GET is answered (RFC 9110, section 9.3.2), except for the API: OBP does not know HEAD (contract section 2.5). */
export function answerHead(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'GET' && !isObpPath(route.url)) fastify.route({ ...route, method: 'HEAD' });
  });
}
