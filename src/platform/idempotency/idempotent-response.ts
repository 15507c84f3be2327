import type { FastifyReply } from 'fastify';

export interface IdempotentResult<Body> {
  /** The same for a call and its repeats. */
  readonly body: Body;
  /** Whether an earlier call has done what was asked. */
  readonly replayed: boolean;
}

/** The body of an answer, after saying so in a header when it is that of an earlier call. */
export function answerKeyed<Body>(reply: FastifyReply, { body, replayed }: IdempotentResult<Body>): Body {
  if (replayed) void reply.header('Idempotent-Replayed', 'true');
  return body;
}
