import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { Egress } from './egress.js';

const strict = new Egress([]);
const sandbox = new Egress(['127.0.0.0/8']);
const generous = new Egress(['0.0.0.0/0', '::/0', '169.254.169.254', 'fd00:ec2::254']);

/** The host as an HTTP client sees it after parsing the URL. */
const hostOf = (url: string): string => new URL(url).hostname;

describe('an address', () => {
  test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '::ffff:8.8.8.8', '172.15.0.1', '172.32.0.1', '11.0.0.1'])(
    'of the Internet is allowed: %s',
    (address) => expect(strict.allows(address)).toBe(true),
  );

  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.1.1',
    '169.254.169.254',
    '168.63.129.16',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '100::1',
    '2001:db8::1',
    '5f00::1',
    '',
    'localhost',
    '127.0.0.1.nip.io',
  ])('that is not of the Internet is refused: %s', (address) => expect(strict.allows(address)).toBe(false));

  test('of a network that the operator has named is allowed, in either way to write it', () => {
    expect(['127.0.0.1', '127.9.9.9', '::ffff:127.0.0.1'].map((address) => sandbox.allows(address))).toEqual([true, true, true]);
    expect(['10.0.0.1', '::1', '169.254.169.254'].map((address) => sandbox.allows(address))).toEqual([false, false, false]);
    expect(new Egress(['10.1.2.3', 'fd12::/16']).allows('10.1.2.3')).toBe(true);
    expect(new Egress(['10.1.2.3', 'fd12::/16']).allows('10.1.2.4')).toBe(false);
    expect(new Egress(['10.1.2.3', 'fd12::/16']).allows('fd12::9')).toBe(true);
  });

  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    'fd00:ec2::254',
    '169.254.170.2',
    '100.100.100.200',
  ])('of metadata is refused whatever the operator has named: %s', (address) => expect(generous.allows(address)).toBe(false));
});

describe('a host of a URL', () => {
  test.each([
    'http://2130706433/', // decimal
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/', // octal
    'http://017700000001/',
    'http://127.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:0001]/',
    'http://①②⑦.0.0.1/',
    'http://2852039166/', // 169.254.169.254
    'http://0xa9fea9fe/',
  ])('that is an address in disguise is refused: %s', (url) => expect(strict.refuses(hostOf(url))).toBe(true));

  test('that is a name is judged when it is resolved', () => {
    expect(strict.refuses('localhost')).toBe(false);
    expect(strict.refuses('93.184.216.34')).toBe(false);
  });
});

describe('a connection', () => {
  const codeOf = async (egress: Egress, host: string, port: number): Promise<string> => {
    const socket = egress.dial(host, port);
    const outcome = await new Promise<string>((resolve) => {
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      socket.once('connect', () => resolve('connected'));
    });
    socket.destroy();
    return outcome;
  };

  test('is refused by the address that its name resolves to, and no byte reaches it', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // The last three are left to the system's resolver, which reads them as addresses.
    for (const host of ['localhost', '127.0.0.1', '::ffff:127.0.0.1', '0', '2130706433', '0x7f.1', '017700000001'])
      expect([host, await codeOf(strict, host, port)]).toEqual([host, 'EGRESS_REFUSED']);
    expect(connections).toBe(0);
    expect(await codeOf(sandbox, 'localhost', port)).toBe('connected');
    expect(await codeOf(sandbox, '127.0.0.1', port)).toBe('connected');
    server.close();
  });

  test('takes of several addresses those that are allowed', async () => {
    const both = await new Promise((resolve) => {
      new Egress(['127.0.0.0/8']).lookup('localhost', { all: true }, (error, found) => resolve([error, found]));
    });
    expect(both).toEqual([null, [{ address: '127.0.0.1', family: 4 }]]);
  });
});
