import type { FastifyReply } from 'fastify';

export interface IdempotentResult<Body> {
  /** The same for a call and its repeats. */
  readonly body: Body;
  /** Whether an earlier call has already done this. */
  readonly replayed: boolean;
}

/** The body of an answer; sets a header if it belongs to an earlier call. */
export function answerKeyed<Body>(reply: FastifyReply, { body, replayed }: IdempotentResult<Body>): Body {
  if (replayed) void reply.header('Idempotent-Replayed', 'true');
  return body;
}
