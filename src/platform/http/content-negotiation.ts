import type { FastifyRequest } from 'fastify';
import { ObpError } from '../errors/obp-error.js';

const JSON_TYPE = /^(application|text)\/json/i;
const TAKES_JSON = new Set(['application/json', 'text/json', 'application/*', 'text/*', '*/*']);

/** Whether a body of this type is one that OBP reads (contract section 1.2, step 0). */
export const isJson = (contentType: string | undefined): boolean => contentType !== undefined && JSON_TYPE.test(contentType);

/** Whether each line of a body is JSON. */
export const isNdjson = (contentType: string | undefined): boolean =>
  contentType?.toLowerCase().startsWith('application/x-ndjson') === true;

/** Whether the caller takes JSON as answer (contract section 2.6). */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '' || accept === '*/*') return true;
  return accept.split(',').some((range) => TAKES_JSON.has((range.split(';', 1)[0] ?? '').trim().toLowerCase()));
}

/**
 * Whether OBP would find a route for this request, beyond verb and path: otherwise it is the 404 of section 2.5. A path with a NUL matches
 * no route, since no id in PostgreSQL can contain one.
 */
export function isRoutable(request: FastifyRequest): boolean {
  const needsJson = request.method === 'POST' || request.method === 'PUT';
  const path = request.url.split('?', 1)[0] ?? '';
  const isSpoken = request.routeOptions.config.declaration?.raw === true || (isAccepted(request) && (!needsJson || isReadable(request)));
  return isSpoken && !path.includes('%00');
}

/** A stream of events is for those who ask for one, and for those who take JSON: its errors are JSON. */
const isAccepted = ({ headers: { accept }, routeOptions: { config } }: FastifyRequest): boolean =>
  acceptsJson(accept) || (config.declaration?.response.events === true && accept?.toLowerCase().includes('text/event-stream') === true);

/** Whether the route reads bodies of this type. */
const isReadable = ({ headers, routeOptions: { config } }: FastifyRequest): boolean =>
  isJson(headers['content-type']) || (config.declaration?.request?.streamed === true && isNdjson(headers['content-type']));

/** The answer for whatever is not a route: unknown path, version, verb, content type or Accept (contract section 2.5). */
export function notFound(request: Pick<FastifyRequest, 'originalUrl' | 'headers'>): ObpError {
  const path = request.originalUrl.split('?', 1)[0] ?? '';
  return new ObpError('NotFound', `Current Url is (${path}), Current Content-Type Header is (${request.headers['content-type'] ?? ''})`);
}
