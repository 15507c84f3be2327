import { Controller, Header, Param, Req, Res } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { dump } from 'js-yaml';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiVersion } from '../config/variables.js';
import { type SharedBody, SharedTexts } from '../http/documents/shared-texts.js';
import { Endpoint } from '../endpoint/endpoint.decorator.js';
import { notFound } from '../http/content-negotiation.js';
import { OpenApiDocuments } from './openapi-documents.js';

/** RFC 9512. */
const YAML = 'application/yaml; charset=utf-8';

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
    summary: 'OpenAPI document of a version, or of the messages alone',
    description: 'As vX.Y.Z.json or messages.json; with .yaml instead of .json in YAML.',
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
    const [, name = '', form] = /^(v\d\.\d\.\d|messages)\.(json|yaml)$/.exec(file) ?? [];
    const document = this.document(name);
    if (document === undefined) throw notFound(request);
    if (form === 'json') return this.texts.json(reply, `openapi ${name}`, () => JSON.stringify(document()));
    return this.texts.as(YAML, reply, `openapi ${name} yaml`, () => dump(document(), { noRefs: true }));
  }

  private document(name: string): (() => OpenAPIObject | undefined) | undefined {
    if (name === 'messages') return () => this.documents.ofTag('Customer-Message');
    const version = name.slice(1) as ApiVersion;
    return this.documents.versions().includes(version) ? () => this.documents.of(version) : undefined;
  }
}
