import { BlockList, isIP, isIPv6 } from 'node:net';
import { remembered } from './remembered.js';

/** Our own proxies in front of the service (`TRUSTED_PROXIES`): what they say about a client is trusted. */
export class TrustedProxies {
  private readonly list = new BlockList();

  /** @param networks addresses and networks (CIDR), as the configuration has checked them. */
  constructor(networks: readonly string[]) {
    for (const one of networks) {
      const [address = '', prefix] = one.split('/');
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      if (prefix === undefined) this.list.addAddress(address, family);
      else this.list.addSubnet(address, Number(prefix), family);
    }
  }

  /** @param address an IPv4 or IPv6 address, or an IPv4 address as an IPv6 socket reports it. Anything else is not a proxy. */
  readonly has = remembered((address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    const family = isIP(plain);
    return family !== 0 && this.list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  });
}
