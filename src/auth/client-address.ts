import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/**
 * Where a request came from, for counting: an IPv4 address, or of an IPv6 address the network of 64 bits, since whoever has
 * one address there has all of them (RFC 6177). It is the peer's, or what a trusted proxy says (`TRUSTED_PROXIES`).
 *
 * @returns such as `192.0.2.7` or `2001:db8:1:2::/64`; empty when the connection is gone already.
 */
export function clientAddress({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!ipaddr.isValid(ip ?? '')) return '';
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}
