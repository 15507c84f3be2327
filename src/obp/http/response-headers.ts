import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimitState } from '../../rate-limits/rate-limiter.service.js';
import { isRoutable, notFound } from './routability.js';

/** What a browser on another origin may send and may read (decision 18). */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, DirectLogin, Content-Type, Accept, If-None-Match, If-Modified-Since, Idempotency-Key, X-Request-ID',
  'Access-Control-Max-Age': '1728000',
};
const EXPOSED =
  'Correlation-Id, ETag, Link, Location, Range, Retry-After, WWW-Authenticate, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset';

/** Paths whose answers are OBP's, as opposed to pages, documents and health. */
const isObpPath = (url: string): boolean => url.startsWith('/obp/') || url.startsWith('/my/') || url.startsWith('/messaging/');

/** The headers of every answer (contract section 2.7), OPTIONS (2.5), and what is no route although verb and path are. */
export function registerResponseHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'Correlation-Id': request.id,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': EXPOSED,
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
    });
    if (request.method === 'OPTIONS') {
      void reply.headers(PREFLIGHT).status(204).send();
      return;
    }
    if (isObpPath(request.url) || request.is404)
      reply.headers({ 'Cache-Control': 'no-cache, private, no-store', Pragma: 'no-cache', Expires: httpDate() });
    if (!request.url.startsWith('/my/') && isObpPath(request.url) && !request.is404 && !isRoutable(request)) {
      done(notFound(request));
      return;
    }
    done();
  });

  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.rateLimit !== undefined) sayRateLimit(reply, request.rateLimit);
    if (reply.statusCode < 200 || reply.statusCode > 299 || !isObpPath(request.url) || request.method === 'OPTIONS') {
      done(null, payload);
      return;
    }
    done(null, withEtag(request, reply, typeof payload === 'string' ? payload : ''));
  });
}

/** Contract section 9; who is refused is also told in the standard way (RFC 6585, section 4). */
function sayRateLimit(reply: FastifyReply, { limit, remaining, reset }: RateLimitState): void {
  reply.headers({ 'X-Rate-Limit-Limit': limit, 'X-Rate-Limit-Remaining': remaining, 'X-Rate-Limit-Reset': reset });
  if (reply.statusCode === 429) reply.header('Retry-After', reset);
}

/** `ETag` is the SHA-256 of URL and body in hex, unquoted as OBP writes it; a GET that names it is answered 304. */
function withEtag(request: FastifyRequest, reply: FastifyReply, payload: string): string | null {
  const etag = hash('sha256', request.url + payload, 'hex');
  reply.header('ETag', etag);
  if (reply.statusCode === 200 && request.method === 'GET' && request.headers['if-none-match'] === etag) {
    reply.status(304);
    return null;
  }
  return payload;
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
