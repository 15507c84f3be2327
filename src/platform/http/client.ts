import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { clientBehind, FORWARDED_HEADERS, type ForwardedHeader } from './forwarded.js';
import { TrustedProxies } from './trusted-proxies.js';

/**
 * After this many requests in a row with a header that is not configured, a warning is logged. Health checks do not count: they come
 * without one.
 */
const ENOUGH = 50;

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request comes from: see `clientBehind`. The only reader of it; Fastify's own `ip` is the peer's. */
    readonly client: string;
  }
}

/** Reads where a request comes from, even if it never had a route. */
export function clientReader(config: Pick<Config, 'trustedProxies' | 'forwardedHeader'>): (request: FastifyRequest) => string {
  const { forwardedHeader: name } = config;
  const proxies = new TrustedProxies(config.trustedProxies);
  return (request) => {
    const header = request.headers[name];
    return clientBehind(peerOf(request), name, Array.isArray(header) ? header.join(',') : header, proxies);
  };
}

/** Gives each request its `client`, and warns once if `TRUSTED_PROXIES` or `FORWARDED_HEADER` seems to be wrong. */
export function registerClient(
  fastify: FastifyInstance,
  { trustedProxies, forwardedHeader }: Pick<Config, 'trustedProxies' | 'forwardedHeader'>,
  clientOf: (request: FastifyRequest) => string,
): void {
  const proxies = new TrustedProxies(trustedProxies);
  fastify.decorateRequest('client', {
    getter(this: FastifyRequest): string {
      return clientOf(this);
    },
  });

  let inARow = 0;
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (inARow < ENOUGH && !request.url.startsWith('/health/')) {
      const sent = FORWARDED_HEADERS.filter((header) => request.headers[header] !== undefined);
      const isTrusted = proxies.has(peerOf(request));
      const unread = isTrusted && sent.includes(forwardedHeader) ? undefined : sent[0];
      inARow = unread === undefined ? 0 : inARow + 1;
      if (unread !== undefined && inARow === ENOUGH) warn(unread, peerOf(request), isTrusted ? forwardedHeader : undefined);
    }
    done();
  });
}

/** Empty when the connection is gone already. */
const peerOf = ({ socket }: FastifyRequest): string => socket.remoteAddress ?? '';

/** @param wanted what a trusted proxy should send instead. */
function warn(header: ForwardedHeader, peer: string, wanted: ForwardedHeader | undefined): void {
  const problem =
    wanted === undefined
      ? `${peer}, which sends it, is not in TRUSTED_PROXIES: if it is a proxy of yours, name it there`
      : `FORWARDED_HEADER is ${wanted}, which ${peer} does not send: name the header that your proxies write`;
  new Logger('TrustedProxies').warn(
    `every request carries the header ${header}, and ${problem}. Until then all clients behind it count as one`,
  );
}
