import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { remembered } from './remembered.js';

/** Maximum characters of something that is not an address: as many as an address can have. */
const LONGEST = 45;

/**
 * Where a request came from, for counting: an IPv4 address, or the 64-bit network of an IPv6 address, since a client with one address there
 * has all of them (RFC 6177). It is the peer's, or the one that a trusted proxy gives (`TRUSTED_PROXIES`, `FORWARDED_HEADER`); if a proxy
 * gives something that is not an address, its text is used, so that nobody is left uncounted.
 *
 * @returns such as `192.0.2.7`, `2001:db8:1:2::/64` or `unknown`, of at most 45 visible ASCII characters; empty when the connection is
 * already gone.
 */
export const clientAddress = ({ client }: Pick<FastifyRequest, 'client'>): string => addressOf(client);

const addressOf = remembered((client) => {
  if (!ipaddr.isValid(client))
    return client
      .slice(0, LONGEST)
      .replace(/[^!-~]/g, '?')
      .toLowerCase();
  const address = ipaddr.process(client);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
});
