import type { FastifyRequest } from 'fastify';
import type { Role } from '../roles.js';
import type { ErrorKey } from '../../errors/catalogue.js';
import type { ApiVersion } from '../../config/variables.js';
import type { EndpointDefinition, Note } from '../endpoint.js';
import type { CheckName } from './check-name.js';

/**
 * One test that runs before a controller's method. A check throws an `ObpError`, or leaves what it found
 * on the request for the method's parameters (`@CurrentUser()`, `@ValidBody()`, ...).
 *
 * A new check declares its name and what it leaves on the request beside its class, and is listed in `src/app/checks/checks.ts`. An operation
 * then has the name among its `checks`.
 *
 * @example
 * ```ts
 * declare module '../../platform/endpoint/checks/check-name.js' {
 *   interface CheckNames {
 *     customerFound: true;
 *   }
 * }
 *
 * @Injectable()
 * export class CustomerFound extends Check {
 *   constructor(private readonly customers: CustomersService) {
 *     super();
 *   }
 *
 *   errors(): readonly ErrorKey[] {
 *     return ['CustomerNotFound'];
 *   }
 *
 *   async run(request: FastifyRequest): Promise<void> {
 *     const id = pathParameter(request, 'CUSTOMER_ID');
 *     if ((await this.customers.find(pathParameter(request, 'BANK_ID'), id)) === undefined) throw new ObpError('CustomerNotFound', ` Current CustomerId(${id})`);
 *   }
 * }
 * ```
 */
export abstract class Check {
  /** Set by the check that identifies the caller: whether a caller is required. */
  readonly authentication?: 'mandatory' | 'optional';

  /** The errors it can raise on an operation with these roles: part of the operation's documentation. */
  abstract errors(roles: readonly Role[]): readonly ErrorKey[];

  abstract run(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void>;

  /**
   * Repeats the test during a long call, since things may have changed; a check without this has nothing to repeat. It neither counts the
   * call again nor asks for a single-use proof.
   */
  again?(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void>;

  /** Whether more of a body is read than a stranger may send, where something else than credentials shows who calls. */
  admits?(request: FastifyRequest): Promise<boolean>;

  /** For a check of the body: makes the same test for a body that is only part of a request, with the current rules. */
  bodyTest?(endpoint: RegisteredEndpoint): BodyTest | Promise<BodyTest>;
}

/**
 * Refuses a parsed body as the check does.
 *
 * @returns the body as the request type of the operation, from the check that reads it.
 */
export type BodyTest = (body: unknown) => object | undefined;

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
  /** Maximum bytes of a body; more than a stranger may send only if a login is required. */
  readonly bodyLimit: number;
  /** `none` where credentials are not read. */
  readonly authentication: 'mandatory' | 'optional' | 'none';
  /** All errors the route can answer with: the documented order first, then those of its checks and of every route. */
  readonly allErrors: readonly ErrorKey[];
}

/**
 * Makes sure that the caller may still continue: for work that goes on after its checks, before each step that stores or shows something
 * (decision 50).
 *
 * @throws ObpError of the check that now refuses.
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
