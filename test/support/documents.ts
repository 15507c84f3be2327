import { exchange, shared } from './client.js';

/** What the tests read of an OpenAPI document. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string | string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  example?: unknown;
}

export interface Content {
  'text/csv'?: { schema?: Schema };
  'application/json'?: { schema?: Schema; examples?: Record<string, { value: { code: number; message: string } }> };
}

export interface Operation {
  /** OBP's, where an operation is one of OBP's. */
  operationId: string;
  'x-obp-operation-id'?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, unknown>[];
  'x-obp-roles'?: { role: string; requires_bank_id: boolean }[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    example?: string;
    schema?: { example?: string; examples?: (string | number | boolean)[] };
  }[];
  requestBody?: { content: Content };
  responses: Record<string, { description?: string; content?: Content }>;
}

export interface OpenApiDocument {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** One operation as one version's document has it. */
export interface Documented {
  version: string;
  verb: string;
  path: string;
  operation: Operation;
}

export const VERSIONS = ['1.4.0', '2.0.0', '2.1.0', '2.2.0', '3.0.0', '3.1.0', '4.0.0', '5.0.0', '5.1.0'] as const;

export async function documentOf(version: string, base = shared().url): Promise<OpenApiDocument> {
  const { status, body } = await exchange(base, 'GET', `/openapi/v${version}.json`, {});
  if (status !== 200) throw new Error(`the document of ${version} was answered ${status}`);
  return body as OpenApiDocument;
}

export const operationsOf = (version: string, { paths }: OpenApiDocument): Documented[] =>
  Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => {
      const operationId = operation['x-obp-operation-id'] ?? operation.operationId;
      return { version, verb, path, operation: { ...operation, operationId } };
    }),
  );

/** All errors that an operation documents, as `OBP-nnnnn: text`. */
export const errorsOf = ({ responses }: Operation): string[] =>
  Object.values(responses).flatMap(({ content }) =>
    Object.values(content?.['application/json']?.examples ?? {}).map(({ value }) => value.message),
  );

/** `mandatory`, `optional` (also anonymous) or `none` (credentials are not looked at). */
export function authenticationOf({ security }: Operation): 'mandatory' | 'optional' | 'none' {
  if (security === undefined || security.length === 0) return 'none';
  return security.some((scheme) => Object.keys(scheme).length === 0) ? 'optional' : 'mandatory';
}

/** The schema that a reference names. */
export function resolve(document: OpenApiDocument, schema: Schema): Schema {
  if (schema.allOf?.length === 1) return resolve(document, schema.allOf[0] as Schema);
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  const found = document.components.schemas[name];
  if (found === undefined) throw new Error(`nothing is at ${schema.$ref}`);
  return resolve(document, found);
}

/** A value that follows the examples of a schema; throws when one of its fields has none. */
export function exampleOf(document: OpenApiDocument, schema: Schema, at = ''): unknown {
  if (schema.example !== undefined) return schema.example;
  const resolved = resolve(document, schema);
  if (resolved.example !== undefined) return resolved.example;
  if (resolved.type === 'array' && resolved.items !== undefined) return [exampleOf(document, resolved.items, `${at}[]`)];
  if (resolved.properties === undefined) throw new Error(`${at === '' ? 'the body' : at} has no example`);
  return Object.fromEntries(
    Object.entries(resolved.properties).map(([name, inner]) => [name, exampleOf(document, inner, at === '' ? name : `${at}.${name}`)]),
  );
}
