import type { FastifyReply } from 'fastify';

/** JSON that is written already, and what it would be if it were read. */
export type RawJson<Body> = string & { readonly written?: Body };

/** Has Fastify send a text as the JSON that it is, without looking into it. */
export function sendAsJson<Body>(reply: FastifyReply, text: string): RawJson<Body> {
  reply.header('content-type', 'application/json; charset=utf-8');
  return text;
}
