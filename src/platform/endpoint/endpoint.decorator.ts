import { RouteConfig } from '@nestjs/platform-fastify';
import { HttpCode, RequestMapping, RequestMethod, SetMetadata, applyDecorators } from '@nestjs/common';
import { type EndpointDefinition, operationId } from './endpoint.js';

export const ENDPOINT = Symbol('ENDPOINT');

/** Declares a route: the only place that says what it is. A controller's method without it stops the start. */
export const Endpoint = (definition: EndpointDefinition): MethodDecorator =>
  applyDecorators(
    SetMetadata(ENDPOINT, definition),
    RequestMapping({ method: RequestMethod[definition.verb], path: definition.path }),
    HttpCode(definition.response.status),
    RouteConfig({ declaration: definition, operationId: operationId(definition) }),
  );
