import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import type { ErrorKey } from '../errors/catalogue.js';
import { ObpError } from '../errors/obp-error.js';
import type { AccessLog } from './access-log.js';
import { clientReader, registerClient } from './client.js';
import { errorBody } from './error-response.js';
import { meetExpectations } from './expectations.js';
import { answerHead } from './head-routes.js';
import { leftToReader } from './own-pace.js';
import { correlationIdOf } from './request-id.js';
import { targetAsRouted } from './request-target.js';
import { headersOfEveryAnswer, notToBeKept, registerResponseHeaders } from './response-headers.js';
import { notFound } from './content-negotiation.js';
import { answerInTurn, boundUnreadAnswers } from './unread-answers.js';

/** The HTTP server of the service: Fastify, answering in OBP's words even what never reaches a route. */
export function createServer(
  config: Pick<Config, 'trustedProxies' | 'forwardedHeader' | 'requestMilliseconds' | 'readerSilence'>,
  access?: AccessLog,
): FastifyAdapter {
  const { requestMilliseconds, readerSilence } = config;
  const clientOf = clientReader(config);
  const follow = (request: FastifyRequest, reply: FastifyReply): void => access?.follow(request, reply, clientOf(request));
  const adapter = new FastifyAdapter({
    exposeHeadRoutes: false,
    skipMiddie: true, // there is no middleware to run
    forceCloseConnections: 'idle',
    return503OnClosing: false, // a request that arrived just before the connection could be closed is answered like any other
    requestTimeout: requestMilliseconds,
    http: {
      requireHostHeader: false, // asked for by our own hook, which answers with a body
      requestTimeout: requestMilliseconds,
      headersTimeout: requestMilliseconds, // Node takes the longer of the two for the whole request
      connectionsCheckingInterval: Math.min(30_000, requestMilliseconds),
    },
    genReqId: correlationIdOf,
    rewriteUrl: (raw: IncomingMessage) => targetAsRouted(raw.url ?? '/'),
    // Longer than any header Node lets through: a long id is an unknown id, not another kind of answer.
    routerOptions: { maxParamLength: 65_536 },
    // A path that cannot be decoded is not a route.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      follow(request, reply);
      const error = notFound(request);
      void reply
        .status(error.status)
        .headers({ ...headersOfEveryAnswer(request.id), ...notToBeKept() })
        .send(errorBody(error, request));
    },
    clientErrorHandler: (failure, socket) => answerBrokenRequest(failure, socket, access),
  });
  const fastify = adapter.getInstance();
  registerClient(fastify, config, clientOf);
  if (access !== undefined)
    fastify.addHook('onRequest', (request, reply, done) => {
      follow(request, reply);
      done();
    });
  registerResponseHeaders(fastify);
  answerHead(fastify);
  answerAllRequests(fastify.server, access);
  answerHalfClosed(fastify.server);
  boundUnreadAnswers(fastify.server, readerSilence);
  return adapter;
}

/** Without these listeners Node would answer without a body, or not at all. */
function answerAllRequests(server: Server, access: AccessLog | undefined): void {
  meetExpectations(server);
  server.on('connect', ({ url, headers }, socket) => {
    socket.on('error', () => socket.destroy()); // Node has taken its own listener off
    writeError(socket, notFound({ originalUrl: url ?? '', headers }), access);
  });
}

/**
 * A client may close its side after the request and still want the answer. Node would close the other side at once; with this it waits
 * until after the last answer. Node has had the property since version 0.6, but no type for it.
 */
function answerHalfClosed(server: Server & { httpAllowHalfOpen?: boolean }): void {
  server.httpAllowHalfOpen = true;
}

const BROKEN: Record<string, ErrorKey> = {
  HPE_HEADER_OVERFLOW: 'HeadersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'RequestTimeout',
};

/** Input that is not HTTP has no request object: the answer is written directly to the socket. */
function answerBrokenRequest(failure: NodeJS.ErrnoException, socket: Duplex, access: AccessLog | undefined): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  if (leftToReader(failure, socket)) return;
  answerInTurn(socket, () => writeError(socket, new ObpError(BROKEN[failure.code ?? ''] ?? 'MalformedRequest'), access));
}

function writeError(socket: Duplex, error: ObpError, access: AccessLog | undefined): void {
  const correlationId = randomUUID();
  access?.refuse(socket as Socket, error.status, correlationId);
  const body = JSON.stringify(errorBody(error, { url: '' }));
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headersOfEveryAnswer(correlationId),
    ...notToBeKept(),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`, ...lines, '', body].join('\r\n'));
}
