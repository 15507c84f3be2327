import type { FastifyRequest } from 'fastify';
import type { Role } from '../roles.js';
import type { ErrorKey } from '../../errors/catalogue.js';
import type { ApiVersion } from '../../config/variables.js';
import type { EndpointDefinition, Note } from '../endpoint.js';
import type { CheckName } from './check-name.js';

/**
 * One step of what is tested before a controller's method runs. A check throws an `ObpError`, or leaves what it found
 * on the request for the method's parameters (`@CurrentUser()`, `@ValidBody()`, ...).
 */
export abstract class Check {
  /** Set by the check that identifies the caller: whether there has to be one. */
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

/** A declared route with what follows from its declaration. */
export interface RegisteredEndpoint extends EndpointDefinition {
  readonly roles: readonly Role[];
  readonly noteText: Note | undefined;
  readonly operationId: string;
  /** Empty for a route outside `/obp`. */
  readonly answersUnder: readonly ApiVersion[];
  /** All that is tested, in order: the declared checks and those that every operation has. */
  readonly checkNames: readonly CheckName[];
  readonly checkInstances: readonly Check[];
  /** Bytes that a body may have; more than a stranger may send only where somebody has to be logged in. */
  readonly bodyLimit: number;
  /** `none` where nobody looks at credentials. */
  readonly authentication: 'mandatory' | 'optional' | 'none';
  /** All errors the route can answer with: the documented order first, then those of its checks and of every route. */
  readonly allErrors: readonly ErrorKey[];
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
