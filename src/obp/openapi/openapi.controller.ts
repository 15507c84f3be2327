import { Controller, Header, Param, Req } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { ApiVersion } from '../../config/variables.js';
import { Endpoint } from '../endpoint/endpoint.decorator.js';
import { notFound } from '../http/routability.js';
import { OpenApiDocuments } from './openapi-documents.service.js';

@Controller()
export class OpenApiController {
  constructor(private readonly documents: OpenApiDocuments) {}

  @Endpoint({
    version: 'none',
    functionName: 'getOpenApi',
    verb: 'GET',
    path: 'openapi/:FILE',
    summary: 'OpenAPI document of a version',
    description: 'As vX.Y.Z.json.',
    tags: ['Documentation'],
    checks: [],
    response: { status: 200 },
    errors: ['NotFound'],
    internal: true,
  })
  @Header('Cache-Control', 'no-cache')
  get(@Param('FILE') file: string, @Req() request: FastifyRequest): OpenAPIObject {
    const version = /^v(\d\.\d\.\d)\.json$/.exec(file)?.[1] as ApiVersion | undefined;
    const document = version === undefined ? undefined : this.documents.of(version);
    if (document === undefined) throw notFound(request);
    return document;
  }
}
