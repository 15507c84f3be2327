import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ObpError } from '../errors/obp-error.js';
import { BODY_LIMITS } from '../http/body-limits.js';
import { EndpointRegistry } from './endpoint-registry.js';

/** Decides whether more of a body is read than a stranger may send (decision 49). */
@Injectable()
export class LongBodies {
  constructor(private readonly registry: EndpointRegistry) {}

  /**
   * Identifies the caller, and counts the call, before the rest of the body is read; the guard's check then finds it done.
   *
   * @returns the maximum bytes of the body.
   * @throws ObpError of the route's credentials check (401, 429).
   */
  async admit(request: FastifyRequest): Promise<number> {
    const endpoint = this.registry.declaredAs(request.routeOptions.config.declaration);
    const opener = endpoint?.checkInstances.find((check) => check.admits !== undefined);
    if (opener !== undefined) return (await opener.admits?.(request)) === true ? (endpoint?.bodyLimit ?? 0) : BODY_LIMITS.stranger;
    const identify = endpoint?.checkInstances.find((check) => check.authentication !== undefined);
    if (endpoint !== undefined) await identify?.run(request, endpoint);
    const most = endpoint?.bodyLimit ?? BODY_LIMITS.stranger;
    if (most > BODY_LIMITS.stranger && request.caller === undefined) throw new ObpError('UserNotLoggedIn');
    return most;
  }
}
