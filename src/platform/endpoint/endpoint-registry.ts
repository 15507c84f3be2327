import { Inject, Injectable, Version, VERSION_NEUTRAL } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModuleRef } from '@nestjs/core';
import { CONFIG, type Config } from '../config/config.js';
import type { ApiVersion } from '../config/variables.js';
import type { Check, RegisteredEndpoint } from './checks/check.js';
import { CHECK_CLASSES, type CheckClasses } from './checks/check-classes.js';
import type { ErrorKey } from '../errors/catalogue.js';
import { BODY_LIMITS } from '../http/body-limits.js';
import { checksOf } from './checks-of.js';
import { ENDPOINT } from './endpoint.decorator.js';
import { type EndpointDefinition, operationId } from './endpoint.js';
import { LIST_ERRORS } from './pagination-query.js';
import { versionsOf } from './versions.js';

type Handler = (...args: unknown[]) => unknown;

/** Every route of the service, found once before the first is registered. */
@Injectable()
export class EndpointRegistry {
  private readonly byHandler = new Map<unknown, RegisteredEndpoint>();
  private readonly byDeclaration = new Map<unknown, RegisteredEndpoint>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly modules: ModuleRef,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CHECK_CLASSES) private readonly classes: CheckClasses,
  ) {}

  get endpoints(): readonly RegisteredEndpoint[] {
    return [...this.byHandler.values()];
  }

  of(handler: unknown): RegisteredEndpoint | undefined {
    return this.byHandler.get(handler);
  }

  /** @throws Error when no operation has this id. */
  named(operationId: string): RegisteredEndpoint {
    const found = this.endpoints.find((endpoint) => endpoint.operationId === operationId);
    if (found === undefined) throw new Error(`no operation is declared as ${operationId}`);
    return found;
  }

  /** Finds an operation by the declaration that a route has in its `config`. */
  declaredAs(declaration: EndpointDefinition | undefined): RegisteredEndpoint | undefined {
    return this.byDeclaration.get(declaration);
  }

  /**
   * Reads all declarations and tells Nest's router the versions of each route. Must run before the routes are
   * registered.
   *
   * @throws Error when a controller's method has a route but no declaration, two methods declare one operation, or an open route does not
   * declare its cost.
   */
  collect(): void {
    const found = this.discovery.getControllers().flatMap(({ instance }) => this.handlersOf(instance as object));
    const definitions = found.map(({ definition }) => definition);
    for (const { handler, definition } of found) {
      const answersUnder = definition.version === 'none' ? [] : versionsOf(definition, definitions, this.config.enabledVersions);
      const id = operationId(definition);
      if (this.endpoints.some((known) => known.operationId === id)) throw new Error(`two routes are declared as ${id}`);
      Version(definition.version === 'none' ? VERSION_NEUTRAL : [...answersUnder])({}, handler.name, { value: handler });
      const endpoint = this.register(definition, id, answersUnder);
      this.byHandler.set(handler, endpoint);
      this.byDeclaration.set(definition, endpoint);
    }
  }

  private register(definition: EndpointDefinition, id: string, answersUnder: readonly ApiVersion[]): RegisteredEndpoint {
    const roles = typeof definition.roles === 'function' ? definition.roles(this.config) : (definition.roles ?? []);
    const checkNames = checksOf(definition);
    const checkInstances = checkNames.map((name) => this.modules.get<Check>(this.classes[name], { strict: false }));
    const identified = checkInstances.find((check) => check.authentication !== undefined)?.authentication ?? 'none';
    if (identified !== 'mandatory' && definition.strangers === undefined)
      throw new Error(`${id} answers strangers and does not say what that costs`);
    const authentication = roles.length > 0 ? 'mandatory' : identified; // only an identified caller can hold a role
    const ofBody: ErrorKey[] =
      definition.request === undefined && definition.verb !== 'POST'
        ? []
        : ['InvalidJson', 'BodyTooLarge', 'ContentCodingNotSupported', 'BodyNotOfItsCoding'];
    const everywhere: ErrorKey[] = [...ofBody, 'NotFound', 'DatabaseAway', 'UnknownError'];
    const ofList = definition.list === undefined ? [] : LIST_ERRORS;
    const errors = [...definition.errors, ...ofList, ...checkInstances.flatMap((check) => check.errors(roles)), ...everywhere];
    const bodyLimit = bodyLimitOf(definition, authentication);
    const allErrors = [...new Set(errors)];
    const noteText = definition.note?.(this.config);
    return {
      ...definition,
      query: [...(definition.list?.parameters ?? []), ...(definition.query ?? [])],
      roles,
      noteText,
      operationId: id,
      answersUnder,
      checkNames,
      checkInstances,
      bodyLimit,
      authentication,
      allErrors,
    };
  }

  private handlersOf(controller: object): { handler: Handler; definition: EndpointDefinition }[] {
    const prototype = Object.getPrototypeOf(controller) as Record<string, Handler>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as Handler;
      const definition = Reflect.getMetadata(ENDPOINT, handler) as EndpointDefinition | undefined;
      if (definition !== undefined) return [{ handler, definition }];
      if (Reflect.hasMetadata('path', handler)) throw new Error(`${controller.constructor.name}.${name} is a route without @Endpoint`);
      return [];
    });
  }
}

/** Closed by default: a route that needs no login or declares no body reads no more than it would from a stranger. */
function bodyLimitOf({ version, request }: EndpointDefinition, authentication: RegisteredEndpoint['authentication']): number {
  if (request?.limit !== undefined) return request.limit;
  if (request === undefined || authentication !== 'mandatory') return BODY_LIMITS.stranger;
  return version === 'none' ? BODY_LIMITS.own : BODY_LIMITS.obp;
}
