import type { OpenAPIObject } from '@nestjs/swagger';
import { TAGS } from './tags.js';
import type { RegisteredEndpoint } from '../endpoint/checks/check.js';
import type { DocumentedBody } from './schema.js';

type PathItem = OpenAPIObject['paths'][string];
export type OperationOfNest = NonNullable<PathItem['get']>;

interface WithContent {
  content?: Record<string, { example?: unknown }>;
}

/** Adds to an operation what Nest's decorators cannot say: whole examples, and that no credentials are looked at. */
export function completeOperation(
  operation: OperationOfNest,
  endpoint: RegisteredEndpoint,
  request: DocumentedBody | undefined,
  response: DocumentedBody | undefined,
): void {
  if (endpoint.authentication === 'none') operation.security = [];
  showExample(operation.requestBody as WithContent | undefined, request);
  showExample(operation.responses[String(endpoint.response.status)] as WithContent | undefined, response);
}

function showExample(part: WithContent | undefined, body: DocumentedBody | undefined): void {
  const json = part?.content?.['application/json'];
  if (json !== undefined && body !== undefined) json.example = body.example;
}

/** The tags of some paths' operations, each with what it means. */
export function tagsOf(paths: readonly (readonly [string, PathItem])[]): { name: string; description: string }[] {
  const used = paths.flatMap(([, item]) => (Object.values(item) as OperationOfNest[]).flatMap(({ tags }) => tags ?? []));
  return [...new Set(used)].sort().map((name) => ({ name, description: TAGS[name]?.en ?? '' }));
}
