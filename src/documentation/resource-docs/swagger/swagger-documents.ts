import { Injectable } from '@nestjs/common';
import type { ApiVersion } from '../../../platform/config/variables.js';
import type { Locale } from '../../../platform/openapi/locale.js';
import { TAGS } from '../../../platform/openapi/tags.js';
import type { RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { OpenApiDocuments } from '../../../platform/openapi/openapi-documents.js';
import type { DocsQuery } from '../docs-query.js';
import { type DocList, keyOf, ResourceDocs } from '../resource-docs.js';
import { specifiedPath } from '../specified-path.js';
import { Definitions } from './definitions.js';
import type { Swagger2Dto } from './swagger.dto.js';
import { swaggerOperation } from './swagger-operation.js';

/** The operations of a version in the older format that OBP serves (contract section 7.3). */
@Injectable()
export class SwaggerDocuments {
  constructor(
    private readonly docs: ResourceDocs,
    private readonly documents: OpenApiDocuments,
    private readonly publicUrl: PublicUrl,
  ) {}

  async of(version: ApiVersion, query: DocsQuery): Promise<DocList> {
    const endpoints = await this.docs.endpoints(version, query);
    const json = (): string => JSON.stringify(this.make(endpoints, version, query.locale));
    return { key: keyOf(endpoints, version, query), count: endpoints.length, json };
  }

  private make(endpoints: readonly RegisteredEndpoint[], version: ApiVersion, locale: Locale): Swagger2Dto {
    const definitions = new Definitions(this.documents.schemas);
    const paths: Record<string, Record<string, object>> = {};
    for (const endpoint of endpoints) {
      const path = specifiedPath(endpoint, version).replace(/:([A-Z_]+)/g, '{$1}');
      (paths[path] ??= {})[endpoint.verb.toLowerCase()] = swaggerOperation(endpoint, definitions, this.documents, locale);
    }
    const { protocol, host, pathname } = new URL(this.publicUrl.value);
    const tags = [...new Set(endpoints.flatMap((endpoint) => endpoint.tags))].sort();
    return {
      swagger: '2.0',
      // Our own info instead of OBP's maker and licence, and no gateway login, which this service does not have.
      info: { ...this.documents.info, version: `v${version}` },
      host,
      basePath: pathname,
      schemes: [protocol.replace(':', '')],
      securityDefinitions: {
        directLogin: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'DirectLogin token="T", with the token of POST /my/logins/direct',
        },
      },
      security: [{ directLogin: [] }],
      tags: tags.map((name) => ({ name, description: TAGS[name]?.[locale] ?? '' })),
      paths,
      definitions: definitions.all,
    };
  }
}
