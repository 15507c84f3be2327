import { Controller, Header, Param, Req, Res } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiVersion } from '../config/variables.js';
import { type SharedBody, SharedTexts } from '../http/documents/shared-texts.js';
import { Endpoint } from '../endpoint/endpoint.decorator.js';
import { notFound } from '../http/content-negotiation.js';
import { OpenApiDocuments } from './openapi-documents.js';

@Controller()
export class OpenApiController {
  constructor(
    private readonly documents: OpenApiDocuments,
    private readonly texts: SharedTexts,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getOpenApi',
    verb: 'GET',
    path: 'openapi/:FILE',
    summary: 'OpenAPI document of a version',
    description: 'As vX.Y.Z.json.',
    tags: ['Documentation'],
    checks: [],
    strangers: 'document',
    response: { status: 200 },
    errors: ['NotFound'],
    internal: true,
  })
  @Header('Cache-Control', 'no-cache')
  get(
    @Param('FILE') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SharedBody<OpenAPIObject> | Promise<SharedBody<OpenAPIObject>> {
    const version = /^v(\d\.\d\.\d)\.json$/.exec(file)?.[1] as ApiVersion | undefined;
    if (version === undefined || !this.documents.versions().includes(version)) throw notFound(request);
    return this.texts.json(reply, `openapi ${version}`, () => JSON.stringify(this.documents.of(version)));
  }
}
