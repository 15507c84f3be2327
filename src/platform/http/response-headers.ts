import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ObpError } from '../errors/obp-error.js';
import { SharedText } from './documents/shared-text.js';
import type { RateLimitState } from './rate-limit-state.js';
import { isUnchanged } from './conditional.js';
import { endUnlessRead } from './ending-connection.js';
import { expectReader } from './own-pace.js';
import { isRoutable, notFound } from './content-negotiation.js';

/** What a browser on another origin may send and may read (decision 18). */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, DirectLogin, DPoP, Content-Type, Accept, If-None-Match, If-Modified-Since, Idempotency-Key, Last-Event-ID, X-Request-ID',
  'Access-Control-Max-Age': '1728000',
};
const EXPOSED =
  'Correlation-Id, ETag, Idempotent-Replayed, Link, Location, Missing-Fields, Range, Retry-After, WWW-Authenticate, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset';

/** Paths whose answers are OBP's, as opposed to pages, documents and health. */
export const isObpPath = (url: string): boolean => url.startsWith('/obp/') || url.startsWith('/my/') || url.startsWith('/messaging/');

/** What every answer carries (contract section 2.7), whoever sends it. */
export const headersOfEveryAnswer = (correlationId: string): Record<string, string> => ({
  'Correlation-Id': correlationId,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
});

/** Keeps OBP answers out of every cache. */
export const notToBeKept = (): Record<string, string> => ({
  'Cache-Control': 'no-cache, private, no-store',
  Pragma: 'no-cache',
  Expires: httpDate(),
});

/**
 * The headers of every answer, OPTIONS (contract section 2.5), and requests that are not a route: these are refused before their body is
 * read.
 */
export function registerResponseHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersOfEveryAnswer(request.id));
    if (request.routeOptions.config.declaration?.request?.streamed === true) expectReader(request.raw.socket, reply.raw);
    if (request.method === 'OPTIONS') {
      void reply.headers(PREFLIGHT).status(204).send();
      return;
    }
    if (isObpPath(request.url) || request.is404) reply.headers(notToBeKept());
    done(refusal(request));
  });

  fastify.addHook('onSend', (request, reply, payload, done) => {
    request.endTurn?.(); // the work is done, however long the client takes to read
    if (request.rateLimit !== undefined) sayRateLimit(reply, request.rateLimit);
    endUnlessRead(request, reply);
    if (isTagged(request, reply) && !(payload instanceof Readable)) reply.header('ETag', etagOf(request, payload));
    done(null, !(payload instanceof Readable) && isUnchanged(request, reply) ? notModified(reply, payload) : payload);
  });
}

/** Contract section 9. When a call or part of a batch is refused, the standard header is set too (RFC 6585, section 4). */
function sayRateLimit(reply: FastifyReply, { limit, remaining, reset, refused }: RateLimitState): void {
  reply.headers({ 'X-Rate-Limit-Limit': limit, 'X-Rate-Limit-Remaining': remaining, 'X-Rate-Limit-Reset': reset });
  if (refused) reply.header('Retry-After', reset);
}

function refusal(request: FastifyRequest): ObpError | undefined {
  // RFC 9112 section 3.2; Node's own answer to this has no body.
  if (request.raw.httpVersion === '1.1' && request.headers.host === undefined) return new ObpError('MalformedRequest');
  if (request.is404 || (!request.url.startsWith('/my/') && isObpPath(request.url) && !isRoutable(request))) return notFound(request);
  return undefined;
}

const isTagged = ({ url, method }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  statusCode >= 200 && statusCode <= 299 && isObpPath(url) && method !== 'OPTIONS';

/**
 * The SHA-256 of URL and body in hex, unquoted as OBP writes it. For a shared text its own SHA-256 stands in for the body; it is
 * computed once.
 */
const etagOf = ({ url }: FastifyRequest, payload: unknown): string =>
  hash('sha256', url + (typeof payload === 'string' ? payload : (SharedText.of(payload)?.digest ?? '')), 'hex');

/** @param payload what would have been sent and now is not. */
function notModified(reply: FastifyReply, payload: unknown): null {
  if (payload instanceof Readable) payload.destroy();
  reply.status(304);
  for (const name of ['content-type', 'content-length', 'content-encoding']) reply.removeHeader(name);
  return null;
}

let date = '';
let dateSecond = 0;
/** Now, in the form of RFC 9110 section 5.6.7; made once a second. */
function httpDate(): string {
  const now = Date.now();
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    date = new Date(now).toUTCString();
  }
  return date;
}
