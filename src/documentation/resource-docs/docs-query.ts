import type { FastifyRequest } from 'fastify';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import type { Parameter } from '../../platform/endpoint/endpoint.js';
import { type Locale, LOCALE_PARAMETER, readLocale } from '../../platform/openapi/locale.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';

/** Which docs are wanted, in which language (contract section 7.1). */
export interface DocsQuery {
  readonly locale: Locale;
  /** Empty: all. */
  readonly tags: readonly string[];
  readonly functions: readonly string[];
  /** No operation here is dynamic. */
  readonly content: 'static' | 'dynamic' | 'all';
  readonly collectionId: string | undefined;
  /** The caller, since a collection may depend on that; empty for an anonymous one. */
  readonly userId: string;
}

export const DOCS_PARAMETERS: readonly Parameter[] = [
  { name: 'tags', description: 'Only operations with one of these tags, comma-separated.', example: 'Customer-Message' },
  { name: 'functions', description: 'Only these functions, comma-separated.', example: 'createCustomerMessage' },
  {
    name: 'content',
    description: 'static, dynamic or all (the default). No operation here is dynamic.',
    example: 'static',
    takes: ['static', 'dynamic', 'all'],
  },
  {
    name: 'api-collection-id',
    description: 'Exactly the operations of this collection, whatever else is asked for.',
    example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh',
  },
  LOCALE_PARAMETER,
];

/**
 * Reads the parameters of a request; empty ones count as absent. A comma-separated list means any of its entries, although OBP ignores such
 * a list and returns everything: a client that sends one wants less, and none can want the filter to fail.
 *
 * @throws ObpError OBP-10041.
 */
export function readDocsQuery(request: FastifyRequest): DocsQuery {
  const query = queryOf(request.url);
  const content = query.get('content');
  return {
    locale: readLocale(query),
    tags: listOf(query.get('tags')),
    functions: listOf(query.get('functions')),
    content: content === 'static' || content === 'dynamic' ? content : 'all',
    collectionId: query.get('api-collection-id') || undefined,
    userId: request.principal?.user.userId ?? '',
  };
}

const listOf = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Whether an operation is wanted, apart from collections. */
export function isWanted({ tags, functionName }: RegisteredEndpoint, query: DocsQuery): boolean {
  if (query.content === 'dynamic') return false;
  if (query.functions.length > 0 && !query.functions.includes(functionName)) return false;
  return query.tags.length === 0 || query.tags.some((tag) => tags.includes(tag));
}
