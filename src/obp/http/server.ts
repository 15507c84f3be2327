import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import type { ErrorKey } from '../errors/catalogue.js';
import { ObpError } from '../errors/obp-error.js';
import { BODY_LIMIT, registerBodyParsers } from './body-parser.js';
import { registerClient } from './client.js';
import { errorBody } from './error-response.js';
import { headersOfEveryAnswer, notToBeKept, registerResponseHeaders } from './response-headers.js';
import { notFound } from './routability.js';

/** What a caller may choose as id of a request: enough for any tracing format, nothing that could forge a log line. */
const REQUEST_ID = /^[A-Za-z0-9._:/+=-]{1,128}$/;

/** The HTTP server of the service: Fastify, answering in OBP's words even what never reaches a route. */
export function createServer(config: Pick<Config, 'trustedProxies' | 'forwardedHeader'>): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    skipMiddie: true, // there is no middleware to run
    forceCloseConnections: 'idle',
    return503OnClosing: false, // a request that came just before the connection could be closed is answered like any other
    requestTimeout: 60_000,
    http: { requireHostHeader: false }, // asked for by our own hook, which answers with a body
    genReqId: (raw: IncomingMessage) => {
      const given = raw.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    rewriteUrl: (raw: IncomingMessage) => originForm(raw.url ?? '/'),
    // Longer than any header Node lets through: a long id is an unknown id, not another kind of answer.
    routerOptions: { maxParamLength: 65_536 },
    // A path that cannot be decoded is no route.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const error = notFound(request);
      void reply
        .status(error.status)
        .headers({ ...headersOfEveryAnswer(request.id), ...notToBeKept() })
        .send(errorBody(error, request));
    },
    clientErrorHandler: answerBrokenRequest,
  });
  const fastify = adapter.getInstance();
  registerClient(fastify, config);
  registerResponseHeaders(fastify);
  registerBodyParsers(fastify);
  answerAllRequests(fastify.server);
  return adapter;
}

/**
 * The path and query of a request target. A target may also be a whole URL (RFC 9112, section 3.2.2): what is decided by
 * the path must not be passed by in that way. OBP serves `//obp/...`; nothing else about a path is forgiven.
 */
function originForm(target: string): string {
  if (target.startsWith('/') && !target.startsWith('//')) return target;
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^\/+(?=obp\/)/, '/');
  return path.startsWith('/') ? path : `/${path}`;
}

/** What Node would answer without a body, or not at all, unless it is listened to. */
function answerAllRequests(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response)); // may be ignored: RFC 9110 section 10.1.1
  server.on('connect', ({ url, headers }, socket) => {
    socket.on('error', () => socket.destroy()); // Node has taken its own listener off
    writeError(socket, notFound({ originalUrl: url ?? '', headers }));
  });
}

const BROKEN: Record<string, ErrorKey> = {
  HPE_HEADER_OVERFLOW: 'HeadersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'RequestTimeout',
};

/** What is not HTTP has no request object: the answer is written to the socket as it is. */
function answerBrokenRequest(failure: NodeJS.ErrnoException, socket: Duplex): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  writeError(socket, new ObpError(BROKEN[failure.code ?? ''] ?? 'MalformedRequest'));
}

function writeError(socket: Duplex, error: ObpError): void {
  const body = JSON.stringify(errorBody(error, { url: '' }));
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headersOfEveryAnswer(randomUUID()),
    ...notToBeKept(),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`, ...lines, '', body].join('\r\n'));
}
