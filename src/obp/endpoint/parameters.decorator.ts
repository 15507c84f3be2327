import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../audit/audit-trail.service.js';
import { requestIdOf } from '../http/request-id.js';

/** Hands on what a check left on the request; a method that asks for what no check of its operation found is a defect. */
const found = (name: 'bank' | 'pathConsumer' | 'pathUser' | 'principal' | 'validBody'): ParameterDecorator =>
  createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const value = context.switchToHttp().getRequest<FastifyRequest>()[name];
    if (value === undefined) throw new Error(`${context.getHandler().name} asks for ${name}, which none of its checks found`);
    return value;
  })();

/** The bank of the path (check `BankFound`). */
export const PathBank = (): ParameterDecorator => found('bank');

/** The user of the path (check `PathUserFound`). */
export const PathUser = (): ParameterDecorator => found('pathUser');

/** The consumer of the path (check `ConsumerFound`). */
export const PathConsumer = (): ParameterDecorator => found('pathConsumer');

/** The request's body as the declared type (check `BodyValid`). */
export const ValidBody = (): ParameterDecorator => found('validBody');

/** Who calls: user, consumer, session and roles (check `Authenticated`). */
export const CurrentPrincipal = (): ParameterDecorator => found('principal');

/** The user who calls (check `Authenticated`). */
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
