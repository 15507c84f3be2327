import type { FastifyInstance } from 'fastify';
import { isObpPath } from './response-headers.js';

/** Has HEAD answered wherever GET is (RFC 9110, section 9.3.2), but for the API: OBP knows no HEAD (contract section 2.5). */
export function answerHead(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'GET' && !isObpPath(route.url)) fastify.route({ ...route, method: 'HEAD' });
  });
}
