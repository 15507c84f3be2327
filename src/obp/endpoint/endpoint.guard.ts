import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { EndpointRegistry } from './endpoint-registry.js';

/** The one guard: runs the checks that the route declares, in the order it declares them. */
@Injectable()
export class EndpointGuard implements CanActivate {
  constructor(private readonly registry: EndpointRegistry) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = this.registry.of(context.getHandler());
    if (endpoint === undefined) return false; // closed by default, should a route ever escape the registry
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    for (const check of endpoint.checkInstances) {
      const running = check.run(request, endpoint);
      if (running !== undefined) await running; // most steps are answered from memory: no turn of the event loop for those
    }
    return true;
  }
}
