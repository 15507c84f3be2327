import { describe, expect, test } from '@jest/globals';
import { submitBody, submitPrefix, validityOf } from './pdu.js';

describe('how long a message lives', () => {
  test.each([
    [10 * 60_000, '000000001000000R'],
    [72 * 3_600_000, '000003000000000R'],
    [90_061_999, '000001010101000R'],
    [-5, '000000000100000R'],
    [400 * 86_400_000, '000030000000000R'],
  ])('%j milliseconds', (milliseconds, expected) => expect(validityOf(milliseconds)).toBe(expected));

  test('stands between the schedule and the wish for a receipt', () => {
    const prefix = submitPrefix('', { ton: 1, npi: 1, address: '1' });
    const message = Buffer.from('hi');
    const destination = { ton: 1, npi: 1, address: '2' };
    const body = submitBody(prefix, { destination, esmClass: 0, dataCoding: 0, message, validity: '000000001000000R' });
    expect(body.toString('latin1')).toBe(
      ['\0\x01\x011\0\x01\x012', '\0\0\0\0', '\0', '000000001000000R\0', '\x01\0\0\0', '\x02hi'].join(''),
    );
  });
});
