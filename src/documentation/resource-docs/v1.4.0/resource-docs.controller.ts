import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SharedBody, SharedTexts } from '../../../platform/http/documents/shared-texts.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { OpenApiDocuments } from '../../../platform/openapi/openapi-documents.js';
import { DOCS_PARAMETERS, readDocsQuery } from '../docs-query.js';
import { bankDocsRoles, docsRoles } from '../docs-roles.js';
import { readRequestedVersion } from '../requested-version.js';
import { ResourceDocsV140Dto } from '../resource-doc.dto.js';
import { ResourceDocs } from '../resource-docs.js';
import { Swagger2Dto } from '../swagger/swagger.dto.js';
import { SwaggerDocuments } from '../swagger/swagger-documents.js';

@Controller()
export class ResourceDocsV140Controller {
  constructor(
    private readonly docs: ResourceDocs,
    private readonly documents: OpenApiDocuments,
    private readonly swagger: SwaggerDocuments,
    private readonly texts: SharedTexts,
  ) {}

  @Endpoint({
    version: '1.4.0',
    functionName: 'getResourceDocsObp',
    verb: 'GET',
    path: 'resource-docs/:API_VERSION/obp',
    summary: 'Get Resource Docs',
    description:
      'What every operation of an API version is: URL, texts, examples, errors, roles and tags. API_VERSION is written as ' +
      'OBPv4.0.0 or v4.0.0. Lists of tags and of functions hold one or the other; tags and functions together narrow each other.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated', 'rolesHeld'],
    strangers: 'queries',
    roles: docsRoles,
    query: DOCS_PARAMETERS,
    response: { status: 200, type: ResourceDocsV140Dto, name: 'ResourceDocsJson' },
    errors: ['UnknownError', 'InvalidApiVersion', 'ApiVersionNotEnabled', 'LocaleNotSupported'],
  })
  async list(
    @Param('API_VERSION') given: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedBody<ResourceDocsV140Dto>> {
    const version = readRequestedVersion(given, this.documents.versions());
    const docs = await this.docs.list(version, readDocsQuery(request));
    return this.texts.json(reply, `resource docs of v1.4.0 ${docs.key}`, () => `{"resource_docs":${docs.json()}}`);
  }

  @Endpoint({
    version: '1.4.0',
    functionName: 'getBankLevelDynamicResourceDocsObp',
    verb: 'GET',
    path: 'banks/:BANK_ID/resource-docs/:API_VERSION/obp',
    summary: 'Get Bank Level Dynamic Resource Docs',
    description: 'The operations that a bank has added itself. This service has none, so the list is empty.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated', 'bankFound', 'rolesHeld'],
    strangers: 'queries',
    roles: bankDocsRoles,
    query: DOCS_PARAMETERS,
    response: { status: 200, type: ResourceDocsV140Dto, name: 'ResourceDocsJson', example: { resource_docs: [] } },
    errors: ['UnknownError', 'BankNotFound', 'InvalidApiVersion', 'ApiVersionNotEnabled', 'LocaleNotSupported'],
  })
  ofBank(@Param('API_VERSION') given: string, @Req() request: FastifyRequest): ResourceDocsV140Dto {
    readRequestedVersion(given, this.documents.versions());
    readDocsQuery(request);
    return { resource_docs: [] };
  }

  @Endpoint({
    version: '1.4.0',
    functionName: 'getResourceDocsSwagger',
    verb: 'GET',
    path: 'resource-docs/:API_VERSION/swagger',
    summary: 'Get Swagger documentation',
    description: 'The operations of an API version as a Swagger 2.0 document. OpenAPI 3.1 documents are at `/openapi/vX.Y.Z.json`.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated', 'rolesHeld'],
    strangers: 'queries',
    roles: docsRoles,
    query: DOCS_PARAMETERS,
    response: { status: 200, type: Swagger2Dto, name: 'SwaggerDocument' },
    errors: ['UnknownError', 'InvalidApiVersion', 'ApiVersionNotEnabled', 'LocaleNotSupported'],
  })
  async swagger2(
    @Param('API_VERSION') given: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedBody<Swagger2Dto>> {
    const version = readRequestedVersion(given, this.documents.versions(), ' Current Version is ');
    const { key, json } = await this.swagger.of(version, readDocsQuery(request));
    return this.texts.json(reply, `swagger ${key}`, json);
  }
}
