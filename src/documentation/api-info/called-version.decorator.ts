import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The API version of the URL, as `4.0.0`: an operation answers under several. */
export const CalledVersion = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { url } = context.switchToHttp().getRequest<FastifyRequest>();
  return /^\/obp\/v([\d.]+)\//.exec(url)?.[1] ?? '';
});
