import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHANNELS } from '../providers/provider.js';
import { addressOf, hashAddress, shownEnd } from './addresses.js';

const sms = (number: string, country = '', isSimulated = false): unknown =>
  addressOf({ mobile_phone_number: number, email: '' }, 'sms', country, isSimulated);
const mail = (email: string): unknown => addressOf({ mobile_phone_number: '', email }, 'email', '', false);

describe('addresses', () => {
  test.each([
    ['+34 612 34 56 78', '', '+34612345678'],
    ['+44 (0)7911 123456', '', '+447911123456'],
    ['612345678', 'ES', '+34612345678'],
    ['0034612345678', 'ES', '+34612345678'],
    [' +34612345678\t', '', '+34612345678'],
    ['tel:+34612345678', '', '+34612345678'],
    ['+44 7911 123456 ext. 12', '', '+447911123456'], // an SMS knows no extension
  ])('the number %j in %j is %s', (number, country, address) => {
    expect(sms(number, country)).toEqual({ address });
  });

  test.each([
    ['', 'no_address'],
    ['   ', 'no_address'],
    ['612345678', 'invalid_address'], // of no country
    ['+34 1', 'invalid_address'],
    ['+34612345678, +34612345679', 'invalid_address'],
    ['no phone', 'invalid_address'],
    ['+999612345678', 'invalid_address'],
  ])('the number %j is none: %s', (number, reason) => {
    expect(sms(number)).toEqual({ reason });
  });

  test.each([
    ['ana@example.com', { address: 'ana@example.com' }],
    [' ana@example.com ', { address: 'ana@example.com' }],
    ['ana+bank@ejemplo.es', { address: 'ana+bank@ejemplo.es' }],
    ['', { reason: 'no_address' }],
    ['ana', { reason: 'invalid_address' }],
    ['ana@', { reason: 'invalid_address' }],
    ['@example.com', { reason: 'invalid_address' }],
    ['ana@example..com', { reason: 'invalid_address' }],
    ['ana@example.com, eva@example.com', { reason: 'invalid_address' }],
    ['Ana <ana@example.com>', { reason: 'invalid_address' }],
    ['ana@example.com\r\nBcc: eva@example.com', { reason: 'invalid_address' }],
    ['ana@eva@example.com', { reason: 'invalid_address' }],
  ])('the mail address %j', (email, expected) => {
    expect(mail(email)).toEqual(expected);
  });

  test('to the simulator goes what nobody could have, also a number that another rule would change', () => {
    expect(sms('+44 7972 000 002', '', true)).toEqual({ address: '+447972000002' });
    expect(sms('12345', '', true)).toEqual({ address: '+12345' });
    expect(sms('123', '', true)).toEqual({ reason: 'invalid_address' });
    expect(sms('12345')).toEqual({ reason: 'invalid_address' });
  });

  test('whatever is stored of a customer, it is an address of one line, or a reason', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^\+?[0-9 ().;ext-]{0,40}$/), fc.emailAddress());
    const countries = fc.constantFrom('', 'ES', 'GB', 'ZZ', 'constructor', '__proto__');
    fc.assert(
      fc.property(text, fc.constantFrom(...CHANNELS), countries, fc.boolean(), (value, channel, country, isSimulated) => {
        const found = addressOf({ mobile_phone_number: value, email: value }, channel, country, isSimulated);
        if ('reason' in found) {
          expect(['no_address', 'invalid_address']).toContain(found.reason);
          return;
        }
        expect(found.address).toMatch(channel === 'email' ? /^[^\s@,;<>]+@[^\s@,;<>]+$/ : /^\+\d{4,}$/);
        expect(shownEnd(found.address).length).toBeLessThanOrEqual(16);
        expect(shownEnd(found.address)).not.toContain(found.address);
      }),
    );
  });

  test('an address is known again at its bank and on its channel alone, in upper case too', () => {
    const key = Buffer.alloc(32, 1);
    const one = hashAddress(key, 'bank', 'email', 'Ana@Example.com');
    expect(one).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(hashAddress(key, 'bank', 'email', 'ana@example.com')).toBe(one);
    const others = [
      hashAddress(key, 'another', 'email', 'ana@example.com'),
      hashAddress(key, 'bank', 'sms', 'ana@example.com'),
      hashAddress(key, 'bank', 'email', 'eva@example.com'),
      hashAddress(Buffer.alloc(32, 2), 'bank', 'email', 'ana@example.com'),
    ];
    expect(new Set([one, ...others]).size).toBe(5);
  });
});
