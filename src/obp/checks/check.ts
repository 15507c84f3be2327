import type { FastifyRequest } from 'fastify';
import type { RegisteredEndpoint } from '../endpoint/endpoint-registry.js';
import type { Role } from '../../entitlements/roles.js';
import type { ErrorKey } from '../errors/catalogue.js';

/**
 * One step of what is tested before a controller's method runs. A check throws an `ObpError`, or leaves what it found
 * on the request for the method's parameters (`@CurrentUser()`, `@ValidBody()`, ...).
 */
export abstract class Check {
  /** For the check that finds out who calls: whether somebody has to. */
  readonly authentication?: 'mandatory' | 'optional';

  /** What it can refuse with on an operation with these roles: part of the operation's documentation. */
  abstract errors(roles: readonly Role[]): readonly ErrorKey[];

  abstract run(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void>;

  /**
   * Looks again at what may have changed since, in a call that goes on for long; a check without this has nothing to look at.
   * Neither counts the call once more, nor asks for a proof that is good for one time only.
   */
  again?(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void>;
}

/**
 * Whether who calls may still do so: for whatever goes on after its checks, before each step that stores or shows something
 * (decision 50).
 *
 * @throws ObpError of the check that refuses by now.
 */
export async function lookAgain(request: FastifyRequest, endpoint: RegisteredEndpoint): Promise<void> {
  for (const check of endpoint.checkInstances) await check.again?.(request, endpoint);
}

/** A path parameter of the route, decoded. */
export function pathParameter(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, string | undefined>)[name];
  if (value === undefined) throw new Error(`${request.routeOptions.url} has no parameter ${name}`);
  return value;
}
