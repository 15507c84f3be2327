import type { EndpointDefinition, StrangersCost } from '../../platform/endpoint/endpoint.js';

/** A page for people: not an operation of the API, and not in its documents. */
export const page = (
  functionName: string,
  path: string,
  summary: string,
  strangers: StrangersCost = 'page',
  verb: 'GET' | 'POST' = 'GET',
): EndpointDefinition => ({
  version: 'none',
  functionName,
  verb,
  path,
  summary,
  description: 'A page for people.',
  tags: ['Documentation'],
  checks: [],
  strangers,
  response: { status: 200 },
  errors: [],
  internal: true,
});
