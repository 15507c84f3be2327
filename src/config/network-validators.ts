import { BlockList, isIP } from 'node:net';
import { makeValidator } from 'envalid';

export const headerName = makeValidator<string>((text) => {
  if (!/^[A-Za-z0-9-]*$/.test(text)) throw new Error('not a header name');
  return text;
});

/** Addresses and networks (CIDR), comma-separated. */
export const networks = makeValidator<string[]>((text) => {
  const all = text.split(',').map((part) => part.trim());
  for (const one of all) {
    const [address = '', prefix] = one.split('/');
    const family = isIP(address);
    if (family === 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) throw new Error('not an address');
    if (prefix !== undefined) new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  }
  return all;
});
