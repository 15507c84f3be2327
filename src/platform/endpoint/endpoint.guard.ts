import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Check, RegisteredEndpoint } from './checks/check.js';
import { sayContinue } from '../http/expectations.js';
import { EndpointRegistry } from './endpoint-registry.js';

/** The one guard: runs the checks that the route declares, in the order it declares them. */
@Injectable()
export class EndpointGuard implements CanActivate {
  constructor(private readonly registry: EndpointRegistry) {}

  /** @returns a promise only if a check has to wait for I/O: most are answered from memory. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const endpoint = this.registry.of(context.getHandler());
    if (endpoint === undefined) return false; // closed by default, in case a route ever escapes the registry
    return passes(context.switchToHttp().getRequest<FastifyRequest>(), endpoint, endpoint.checkInstances);
  }
}

function passes(request: FastifyRequest, endpoint: RegisteredEndpoint, checks: readonly Check[]): boolean | Promise<boolean> {
  for (const [index, check] of checks.entries()) {
    const running = check.run(request, endpoint);
    if (running !== undefined) return running.then(() => passes(request, endpoint, checks.slice(index + 1)));
  }
  if (endpoint.request?.streamed === true) sayContinue(request.raw);
  return true;
}
