import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Passes on what a check left on the request; asking for something that no check of the operation provides is a defect. */
export const found = (name: keyof FastifyRequest): ParameterDecorator =>
  createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const value: unknown = context.switchToHttp().getRequest<FastifyRequest>()[name];
    if (value === undefined) throw new Error(`${context.getHandler().name} asks for ${name}, which none of its checks found`);
    return value;
  })();
