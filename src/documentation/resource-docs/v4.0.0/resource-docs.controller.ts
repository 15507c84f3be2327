import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatDate } from '../../../platform/endpoint/dates.js';
import { type SharedBody, SharedTexts } from '../../../platform/http/documents/shared-texts.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { OpenApiDocuments } from '../../../platform/openapi/openapi-documents.js';
import { DOCS_PARAMETERS, readDocsQuery } from '../docs-query.js';
import { docsRoles } from '../docs-roles.js';
import { readRequestedVersion } from '../requested-version.js';
import { ResourceDocsV400Dto } from '../resource-doc.dto.js';
import { ResourceDocs } from '../resource-docs.js';

@Controller()
export class ResourceDocsV400Controller {
  constructor(
    private readonly docs: ResourceDocs,
    private readonly documents: OpenApiDocuments,
    private readonly texts: SharedTexts,
  ) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'getResourceDocsObpV400',
    verb: 'GET',
    path: 'resource-docs/:API_VERSION/obp',
    summary: 'Get Resource Docs',
    description:
      'What every operation of an API version is: URL, texts, examples, errors, roles and tags, and how many there are. API_VERSION ' +
      'is written as OBPv4.0.0 or v4.0.0. Lists of tags and of functions hold one or the other; tags and functions together narrow each other.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated', 'rolesHeld'],
    strangers: 'queries',
    roles: docsRoles,
    query: DOCS_PARAMETERS,
    response: { status: 200, type: ResourceDocsV400Dto, name: 'ResourceDocsJson' },
    errors: ['UnknownError', 'InvalidApiVersion', 'ApiVersionNotEnabled', 'LocaleNotSupported'],
  })
  async list(
    @Param('API_VERSION') given: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharedBody<ResourceDocsV400Dto>> {
    const version = readRequestedVersion(given, this.documents.versions());
    const docs = await this.docs.list(version, readDocsQuery(request));
    return this.texts.json(reply, `resource docs of v4.0.0 ${docs.key}`, () => {
      const meta = { response_date: formatDate(new Date()), count: docs.count };
      return `{"resource_docs":${docs.json()},"meta":${JSON.stringify(meta)}}`;
    });
  }
}
