import { expect, test } from '@jest/globals';
import { clientAddress } from './client-address.js';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['', ''],
  ['Unknown', 'unknown'],
  ['_hidden', '_hidden'],
  ['a\tb\u00e9', 'a?b?'],
  ['x'.repeat(200), 'x'.repeat(45)],
])('%p counts as %p', (client, address) => expect(clientAddress({ client })).toBe(address));
