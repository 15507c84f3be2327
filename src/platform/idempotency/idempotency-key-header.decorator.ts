import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IdempotencyKey } from './idempotency-key.check.js';

/** The call's `Idempotency-Key`, if it names one (check `idempotencyKeyValid`). */
export const IdempotencyKeyHeader = createParamDecorator(
  (_data: unknown, context: ExecutionContext): IdempotencyKey | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().idempotencyKey,
);
