import { lookup as resolveName } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds hand their keys to whoever asks from inside. No setting allows these. */
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
/** What the registry of IPv6 has given out for use in the Internet: all else is private, special, or another way to write IPv4. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** A connection to where none may go. It was not begun. */
export class EgressRefusedError extends Error {
  readonly code = 'EGRESS_REFUSED';

  constructor() {
    super('connections to this address are not allowed (OUTBOUND_ALLOWED_NETWORKS)');
  }
}

/**
 * The one rule for connections to addresses that somebody wrote into a setting: only to the public Internet, beyond networks that the
 * operator allows. It asks about the address that is connected to, after its name was resolved for this very connection, so that no name
 * can change its meaning in between.
 */
export class Egress {
  private readonly allowed: readonly (readonly [Address, number])[];

  /** @param networks addresses and networks (CIDR) that are allowed although they are not public. */
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
    if (METADATA.has(withoutZone(address))) return false;
    return isPublic(address) || this.allowed.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  }

  /**
   * Resolves a name as `net.connect`, `tls.connect` and undici ask for it, to the allowed ones of its addresses. Sockets do not ask about
   * what is an address already: for that there is {@link refuses}.
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

  /** Whether a host is an IP address that is not allowed. A name is judged when it is resolved. */
  refuses(host: string): boolean {
    const bare = host.replace(/^\[(.*)\]$/, '$1');
    return isIP(bare) !== 0 && !this.allows(bare);
  }

  /** Begins a TCP connection. One that may not be is an error of the socket, as one that cannot be. */
  readonly dial = (host: string, port: number): Socket => {
    // A name that no server has: it is the lookup that refuses, before anything is sent.
    if (!this.refuses(host)) return connect({ host, port, lookup: this.lookup });
    const refused: LookupFunction = (_name, _options, done) => done(new EgressRefusedError(), []);
    return connect({ host: 'refused.invalid', port, lookup: refused });
  };
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

function withoutZone(address: Address): string {
  return address.toString().replace(/%.*$/, '');
}
