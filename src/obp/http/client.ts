import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import { clientBehind, FORWARDED_HEADERS } from './forwarded.js';
import { TrustedProxies } from './trusted-proxies.js';

/** Requests in a row, all with a header that nobody here believes, after which somebody is told. */
const ENOUGH = 50;

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request comes from: see `clientBehind`. The only reader of it; Fastify's own `ip` is the peer's. */
    readonly client: string;
  }
}

/** Reads where a request comes from, also of one that never had a route. */
export function clientReader(config: Pick<Config, 'trustedProxies' | 'forwardedHeader'>): (request: FastifyRequest) => string {
  const { forwardedHeader: name } = config;
  const proxies = new TrustedProxies(config.trustedProxies);
  return (request) => {
    const header = request.headers[name];
    return clientBehind(peerOf(request), name, Array.isArray(header) ? header.join(',') : header, proxies);
  };
}

/** Gives each request its `client`, and warns once where `TRUSTED_PROXIES` seems to be missing. */
export function registerClient(
  fastify: FastifyInstance,
  { trustedProxies }: Pick<Config, 'trustedProxies'>,
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
    if (inARow < ENOUGH) {
      const name = FORWARDED_HEADERS.find((header) => request.headers[header] !== undefined);
      inARow = name === undefined || proxies.has(peerOf(request)) ? 0 : inARow + 1;
      if (name !== undefined && inARow === ENOUGH) warn(name, peerOf(request));
    }
    done();
  });
}

/** Empty when the connection is gone already. */
const peerOf = ({ socket }: FastifyRequest): string => socket.remoteAddress ?? '';

function warn(header: string, peer: string): void {
  new Logger('TrustedProxies').warn(
    `every request carries the header ${header}, and ${peer}, which sends it, is not in TRUSTED_PROXIES: if it is a proxy of yours, name it there. Until then all clients behind it count as one`,
  );
}
