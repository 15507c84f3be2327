import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAuthorization, readParameters } from './authorization.js';

const CHARACTERS = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('"', '\\', ',', ' ', '=', 'a'), maxLength: 12 }),
  fc.constantFrom('Photos, and more', 'a",b="c', '\\', 'OAuth', ' Bearer x', 'é\tü'),
);
const name = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}$/);
const blanks = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 2 });

/** A quoted string according to RFC 9110, section 5.6.4. */
const quote = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
/** Whether a value can be sent without quotes: a token (section 5.6.2), or what tokens of ours and base64 are made of. */
const isPlain = (value: string): boolean => /^[A-Za-z0-9!#$%&'*+./^_`|~=-]+$/.test(value);

describe('parameters', () => {
  test('are read as they were meant, whatever stands in quotes', () => {
    const parameter = fc.tuple(name, text, fc.boolean(), blanks, blanks, blanks, blanks);
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 6 }), (parameters) => {
        const written = parameters.map(([key, value, plain, a, b, c, d]) => {
          return `${a}${key}${b}=${c}${plain && isPlain(value) ? value : quote(value)}${d}`;
        });
        expect(readParameters(written.join(','))).toEqual(parameters.map(([key, value]) => [key, value]));
      }),
      { numRuns: 3_000 },
    );
  });

  test('are read as OBP reads them from who writes quotes without backslashes (contract section 3.2.1)', () => {
    const value = text.filter((meant) => !meant.includes(',') && !/\\["\\]|\\$/.test(meant));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), (pairs) => {
        const written = pairs.map(([key, meant]) => `${key}="${meant}"`);
        expect(readParameters(written.join(', '))).toEqual(pairs);
      }),
      { numRuns: 2_000 },
    );
  });

  test('any text at all is read as something, and in no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (anything) => {
        for (const part of readParameters(anything).flat()) expect(anything.replaceAll('\\', '')).toContain(part.replaceAll('\\', ''));
      }),
      { numRuns: 2_000 },
    );
    for (const part of ['a="', 'a="\\",', '"', '\\', ',', '=', 'a=" ', '" '])
      expect(readParameters(part.repeat(16_384 / part.length)).length).toBeLessThan(16_384);
  });

  test.each([
    ['a="b" c="d"', [['a', 'b" c="d']]],
    [String.raw`a="b\c"`, [['a', String.raw`b\c`]]],
    [String.raw`a="b\\c\"d", e=f`, [['a', String.raw`b\c"d`], ['e', 'f']]], // prettier-ignore
    [String.raw`a="b\", c="d"`, [['a', 'b\\'], ['c', 'd']]], // prettier-ignore
    [', ,a=1,,b', [['a', '1']]],
    ['=x', [['', 'x']]],
  ])('%s', (written, pairs) => expect(readParameters(written)).toEqual(pairs));
});

describe('the scheme', () => {
  test.each([
    ['Bearer x', 'bearer', 'x'],
    ['BEARER   x ', 'bearer', 'x'],
    ['bearer', 'bearer', ''],
    ['dPOP x', 'dpop', 'x'],
    ['oauth a="b", realm="Bearer x"', 'oauth', 'a="b", realm="Bearer x"'],
    ['Bearer OAuth', 'bearer', 'OAuth'],
    ['DIRECTLOGIN token=x', 'directlogin', 'token=x'],
    ['directlogintoken=x', 'directlogin', 'token=x'],
    ['gatewaylogin token="x"', 'gatewaylogin', 'token="x"'],
    // The way OBP finds them; the words before are not part of any token.
    ['foo bearer x', 'bearer', 'foo  x'],
    ['foo,OAUTH a=b', 'oauth', 'foo, a=b'],
    ['Bearer,x', 'bearer', ',x'],
    ['foo Bearer OAuth', 'oauth', 'foo Bearer'],
    // In quotes, or as part of something else, they are not schemes.
    ['Digest username="an OAuth Bearer", nonce=x', undefined, 'Digest username="an OAuth Bearer", nonce=x'],
    [String.raw`Digest a="\" Bearer "`, undefined, String.raw`Digest a="\" Bearer "`],
    ['Basic OAuthBearer', undefined, 'Basic OAuthBearer'],
    ['DPoPx', undefined, 'DPoPx'],
    ['Digest realm=Bearer', undefined, 'Digest realm=Bearer'],
    ['', undefined, ''],
  ])('of %j is %s', (header, scheme, rest) => expect(readAuthorization(header)).toEqual({ scheme, rest }));
});
