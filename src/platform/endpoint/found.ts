import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Hands on what a check left on the request; a method that asks for what no check of its operation found is a defect. */
export const found = (name: keyof FastifyRequest): ParameterDecorator =>
  createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const value: unknown = context.switchToHttp().getRequest<FastifyRequest>()[name];
    if (value === undefined) throw new Error(`${context.getHandler().name} asks for ${name}, which none of its checks found`);
    return value;
  })();
