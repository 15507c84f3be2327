import type { FastifyReply } from 'fastify';
import type { KeyedAnswer } from './keyed-calls.service.js';

/** The body of an answer, after saying so in a header when it is that of an earlier call. */
export function answerKeyed<Body>(reply: FastifyReply, { body, replayed }: KeyedAnswer<Body>): Body {
  if (replayed) void reply.header('Idempotent-Replayed', 'true');
  return body;
}
