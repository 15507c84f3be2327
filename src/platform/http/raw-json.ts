import type { FastifyReply } from 'fastify';

/** JSON text, with the type that it would parse to. */
export type RawJson<Body> = string & { readonly written?: Body };

/** Makes Fastify send a text as JSON without serializing it again. */
export function sendAsJson<Body>(reply: FastifyReply, text: string): RawJson<Body> {
  reply.header('content-type', 'application/json; charset=utf-8');
  return text;
}
