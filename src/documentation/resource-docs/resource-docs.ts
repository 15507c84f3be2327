import { Inject, Injectable } from '@nestjs/common';
import { ApiCollectionEndpointsService } from '../api-collections/api-collection-endpoints.service.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { ApiVersion } from '../../platform/config/variables.js';
import type { Locale } from '../../platform/openapi/locale.js';
import { EndpointRegistry } from '../../platform/endpoint/endpoint-registry.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import { OpenApiDocuments } from '../../platform/openapi/openapi-documents.js';
import { type DocsQuery, isWanted } from './docs-query.js';
import { resourceDoc } from './resource-doc.js';

/** Docs as they are sent. */
export interface DocList {
  /** Made from everything that they depend on. */
  readonly key: string;
  readonly count: number;
  /** The documents in JSON, ordered by URL and verb. */
  readonly json: () => string;
}

/** One of them. */
interface WrittenDoc {
  readonly url: string;
  readonly verb: string;
  readonly json: string;
}

/** OBP's resource docs, made from the declarations (contract section 7.1). */
@Injectable()
export class ResourceDocs {
  /** Docs by version, language and operation; the declarations do not change while the service runs. */
  private readonly made = new Map<string, WrittenDoc>();

  constructor(
    private readonly registry: EndpointRegistry,
    private readonly documents: OpenApiDocuments,
    private readonly collections: ApiCollectionEndpointsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The docs that a query asks for. */
  async list(version: ApiVersion, query: DocsQuery): Promise<DocList> {
    const endpoints = await this.endpoints(version, query);
    const json = (): string => {
      const docs = endpoints.map((endpoint) => this.doc(endpoint, version, query.locale));
      docs.sort((a, b) => compare(a.url, b.url) || compare(a.verb, b.verb));
      return `[${docs.map((doc) => doc.json).join(',')}]`;
    };
    return { key: keyOf(endpoints, version, query), count: endpoints.length, json };
  }

  /** The operations that a query asks for: those that answer under the version, or exactly those of a collection that the caller may read. */
  async endpoints(version: ApiVersion, query: DocsQuery): Promise<RegisteredEndpoint[]> {
    const versioned = this.registry.endpoints.filter((endpoint) => endpoint.version !== 'none' && endpoint.internal !== true);
    if (query.collectionId === undefined)
      return versioned.filter((endpoint) => endpoint.answersUnder.includes(version) && isWanted(endpoint, query));
    const collection = await this.collections.readableBy(query.userId, query.collectionId);
    const collected = new Set(collection.map(({ operationId }) => operationId));
    return versioned.filter(({ operationId }) => collected.has(operationId));
  }

  private doc(endpoint: RegisteredEndpoint, version: ApiVersion, locale: Locale): WrittenDoc {
    const key = `${version} ${locale} ${endpoint.operationId}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const doc = resourceDoc(endpoint, { documents: this.documents, version, locale, featured: this.config.featuredApis });
    const written = { url: doc.request_url, verb: doc.request_verb, json: JSON.stringify(doc) };
    this.made.set(key, written);
    return written;
  }
}

/** A document's operations, version and language: different requests may share a document. */
export const keyOf = (endpoints: readonly RegisteredEndpoint[], version: ApiVersion, { locale }: DocsQuery): string =>
  [version, locale, ...endpoints.map(({ operationId }) => operationId)].join(' ');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
