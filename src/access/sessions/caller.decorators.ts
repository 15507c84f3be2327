import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/audit/audit-trail.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { found } from '../../platform/endpoint/found.js';
import type { Principal } from './principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The user and the consumer of the call; undefined for an anonymous one. */
    principal?: Principal;
  }
}

/** The caller: user, consumer, session and roles (check `authenticated`). */
export const CurrentPrincipal = (): ParameterDecorator => found('principal');

/** The user who calls (check `authenticated`). */
export const CurrentUser = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const principal = context.switchToHttp().getRequest<FastifyRequest>().principal;
  if (principal === undefined) throw new Error(`${context.getHandler().name} asks for the user, but does not check authentication`);
  return principal.user;
});

/** On whose behalf the request is made, for the audit trail; anonymous callers have neither user nor consumer. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { principal, id } = request;
  return {
    userId: principal?.user.userId ?? '',
    consumerId: principal?.consumer.consumerId ?? '',
    correlationId: id,
    requestId: requestIdOf(request),
  };
});
