import { lookup as resolveName } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds hand out keys to anybody inside their network. No setting allows these. */
const METADATA = new Set(
  [
    '169.254.169.254',
    'fd00:ec2::254',
    'fd20:ce::254', // Google Cloud
    '169.254.170.2', // containers at AWS
    '169.254.170.23',
    'fd00:ec2::23',
    '100.100.100.200', // Alibaba Cloud
    '168.63.129.16', // Azure: a public address that only its machines reach
    '192.0.0.192', // Oracle Cloud
  ].map((address) => ipaddr.parse(address).toString()),
);
/** The IPv6 range assigned for the public Internet: everything else is private, special, or another notation for IPv4. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** A connection to a forbidden address. It was not opened. */
export class EgressRefusedError extends Error {
  readonly code = 'EGRESS_REFUSED';

  constructor() {
    super('connections to this address are not allowed (OUTBOUND_ALLOWED_NETWORKS)');
  }
}

/**
 * The only rule for connections to addresses from settings: they may go only to the public Internet and to networks that the operator
 * allows. It checks the address that is actually connected to, after resolving the name for this very connection, so a name cannot change
 * its meaning in between.
 */
export class Egress {
  private readonly allowed: readonly (readonly [Address, number])[];

  /** @param networks non-public addresses and networks (CIDR) that are allowed. */
  constructor(networks: readonly string[]) {
    this.allowed = networks.map((network) => {
      if (network.includes('/')) return ipaddr.parseCIDR(network);
      const address = ipaddr.parse(network);
      return [address, address.toByteArray().length * 8];
    });
  }

  /** @param text an IP address as sockets know it; anything else is not allowed. */
  allows(text: string): boolean {
    if (!ipaddr.isValid(text)) return false;
    // Also an IPv4 address that is written as IPv6 (`::ffff:7f00:1`).
    const address = ipaddr.process(text);
    if (METADATA.has(withoutZone(address)) || METADATA.has(embedded(address))) return false;
    return isPublic(address) || this.allowed.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  }

  /**
   * The `lookup` for `net.connect`, `tls.connect` and undici: resolves a name to its allowed addresses. Sockets do not look up literal
   * addresses: {@link refuses} checks those.
   */
  readonly lookup: LookupFunction = (name, options, done) => {
    resolveName(name, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      const allowed = found.filter(({ address }) => this.allows(address));
      const [first] = allowed;
      if (first === undefined) done(new EgressRefusedError(), []);
      else if (options.all === true) done(null, allowed);
      else done(null, first.address, first.family);
    });
  };

  /** Whether a host is an IP address that is not allowed. A name is checked when it is resolved. */
  refuses(host: string): boolean {
    const bare = host.replace(/^\[(.*)\]$/, '$1');
    return isIP(bare) !== 0 && !this.allows(bare);
  }

  /** Opens a TCP connection. A forbidden one is a socket error, like a failed one. */
  readonly dial = (host: string, port: number): Socket => {
    // A name that no server has: the lookup refuses, before anything is sent.
    if (!this.refuses(host)) return connect({ host, port, lookup: this.lookup });
    const refused: LookupFunction = (_name, _options, done) => done(new EgressRefusedError(), []);
    return connect({ host: 'refused.invalid', port, lookup: refused });
  };
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

/** The IPv4 address that an IPv6 one leads to (RFC 6052 and 3056); empty where it leads to none. */
function embedded(address: Address): string {
  if (address instanceof ipaddr.IPv4) return '';
  const bytes = address.toByteArray();
  const range = address.range();
  const four = range === 'rfc6052' ? bytes.slice(12) : range === '6to4' ? bytes.slice(2, 6) : undefined;
  return four === undefined ? '' : four.join('.');
}

function withoutZone(address: Address): string {
  return address.toString().replace(/%.*$/, '');
}
