import { describe, expect, test } from '@jest/globals';
import { clientBehind, type ForwardedHeader } from './forwarded.js';
import { TrustedProxies } from './trusted-proxies.js';

const PROXIES = new TrustedProxies(['10.0.0.0/8', 'fd00::/8', '192.0.2.1']);
const PROXY = '10.0.0.1';

const read = (name: ForwardedHeader, header: string | undefined, peer = PROXY): string => clientBehind(peer, name, header, PROXIES);

describe('X-Forwarded-For', () => {
  test.each([
    ['198.51.100.2', '198.51.100.2'],
    ['198.51.100.2:50000', '198.51.100.2'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:50000', '2001:db8::1'],
    ['"[2001:db8::1]:50000"', '2001:db8::1'],
    ['::ffff:198.51.100.2', '::ffff:198.51.100.2'],
    ['[::ffff:198.51.100.2]:1', '::ffff:198.51.100.2'],
    // From the right, past our own proxies: anything a client wrote before them is not trusted.
    ['203.0.113.9, 198.51.100.2', '198.51.100.2'],
    ['203.0.113.9, 198.51.100.2:1, 10.1.2.3:80, 10.0.0.7', '198.51.100.2'],
    ['203.0.113.9,198.51.100.2,[fd00::1]:443', '198.51.100.2'],
    ['198.51.100.2, ::ffff:10.0.0.9', '198.51.100.2'],
    ['10.9.9.9', '10.9.9.9'], // a client within our own network
    ['10.9.9.8, 10.9.9.9', '10.9.9.8'],
    // An element that is not an address is used as its text, and nothing beyond it is trusted.
    ['198.51.100.2, unknown', 'unknown'],
    ['198.51.100.2, _hidden', '_hidden'],
    ['unix:', 'unix:'],
    ['198.51.100.2:', '198.51.100.2'],
    ['999.1.1.1', '999.1.1.1'],
    ['198.51.100.2 203.0.113.9', '198.51.100.2 203.0.113.9'],
    // A missing element is replaced by the proxy's address.
    ['', PROXY],
    [' , ,', PROXY],
    ['198.51.100.2, ,', '198.51.100.2'],
    [undefined, PROXY],
  ])('%p: %p', (header, client) => expect(read('x-forwarded-for', header)).toBe(client));

  test.each(['192.0.2.2', '2001:db8::9', '', 'fe80::1%eth0'])('is not believed from %p', (peer) => {
    expect(read('x-forwarded-for', '198.51.100.2', peer)).toBe(peer);
  });

  test.each(['::ffff:10.0.0.1', 'fd00::2', '192.0.2.1'])('is believed from %p', (peer) => {
    expect(read('x-forwarded-for', '198.51.100.2', peer)).toBe('198.51.100.2');
  });
});

describe('Forwarded', () => {
  test.each([
    ['for=198.51.100.2', '198.51.100.2'],
    ['For="198.51.100.2:4711"', '198.51.100.2'],
    ['for=198.51.100.2;proto=http;by=203.0.113.43', '198.51.100.2'],
    ['proto=https ; FOR = "[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17'],
    ['for="[2001:db8::1]", for=10.0.0.2', '2001:db8::1'],
    ['for=203.0.113.9, for=198.51.100.2, for="[fd00::1]:443";by=_x', '198.51.100.2'],
    ['for=203.0.113.9;host="a,b;for=192.0.2.9", for=198.51.100.2', '198.51.100.2'],
    ['host="a,b;for=192.0.2.9";for=198.51.100.2', '198.51.100.2'],
    [String.raw`for="198.51.100\.2"`, '198.51.100.2'],
    ['for=unknown', 'unknown'],
    ['for=198.51.100.2, for="_gazonk"', '_gazonk'],
    ['for="198.51.100.2', '198.51.100.2'], // a quote without an end
    ['for=198.51.100.2, proto=http', PROXY],
    ['for=198.51.100.2, for=', PROXY],
    ['for=198.51.100.2, ,', '198.51.100.2'],
    ['198.51.100.2', PROXY],
    ['', PROXY],
    [undefined, PROXY],
  ])('%p: %p', (header, client) => expect(read('forwarded', header)).toBe(client));
});
