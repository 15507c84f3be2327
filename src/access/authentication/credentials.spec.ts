import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAuthorization } from './authorization.js';
import { directLoginParameters, type DirectLoginParameters, readCredentials } from './credentials.js';

const NAMES = ['username', 'password', 'consumer_key', 'token'] as const;
type Name = (typeof NAMES)[number];

/** Printable ASCII. */
const CHARACTERS = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const text = (characters: string[]): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 40 });

/** A value that a client may send. Without quotes around it, it cannot contain a comma, or begin or end with a blank or a quote. */
const value = fc.oneof(
  text(CHARACTERS),
  text(['D', 'i', 'r', 'e', 'c', 't', 'L', 'o', 'g', 'n', '=', '"', ' ']),
  fc.constantFrom('DirectLogin', 'xDirectLogin', 'a=b', '==', 'OAuth', 'Bearer', 'token=x', 'username="x"', "'; --"),
);
const blanks = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 3 });

interface Written {
  name: string;
  value: string;
  quoted: boolean;
  around: [string, string, string, string];
}

const written = (name: Name): fc.Arbitrary<Written> =>
  fc.record({ name: fc.constant<string>(name), value, quoted: fc.boolean(), around: fc.tuple(blanks, blanks, blanks, blanks) });

/** As clients write it: any order, blanks anywhere in between, with or without quotes, including names that we do not know. */
const header = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 }),
    fc.array(fc.constantFrom('oauth_version', 'tokens', 'user_name', ''), { maxLength: 2 }),
  )
  .chain(([names, others]) =>
    fc.tuple(fc.tuple(...names.map(written)), fc.tuple(...others.map((name) => written('token').map((part) => ({ ...part, name }))))),
  )
  .chain(([known, others]) => fc.shuffledSubarray([...known, ...others], { minLength: known.length + others.length }))
  .map((parts) => ({
    meant: Object.fromEntries(parts.filter(({ name }) => NAMES.includes(name as Name)).map((part) => [part.name, part.value])),
    text: parts.map(write).join(','),
  }));

const needsQuotes = (meant: string): boolean => /^[\s"]|[\s"]$|,/.test(meant);

function write({ name, value: meant, quoted, around: [a, b, c, d] }: Written): string {
  const quote = (): string => `"${meant.replace(/["\\]/g, '\\$&')}"`;
  return `${a}${name}${b}=${c}${quoted || needsQuotes(meant) ? quote() : meant}${d}`;
}

const prefix = fc.constantFrom('DirectLogin ', 'DirectLogin', '  DirectLogin\t', 'DIRECTLOGIN ', 'directlogin');

describe('the DirectLogin header', () => {
  test('is read as it was meant, however it is written, in either header', () => {
    fc.assert(
      fc.property(header, prefix, fc.boolean(), ({ meant, text: parameters }, word, withWord) => {
        const own = withWord ? word + parameters : parameters;
        expect(readDirectLogin({ directlogin: own })).toEqual(meant);
        expect(readDirectLogin({ authorization: word + parameters })).toEqual(meant);
      }),
      { numRuns: 2_000 },
    );
  });

  test('comes before an Authorization that says DirectLogin too', () => {
    fc.assert(
      fc.property(header, header, ({ meant, text: parameters }, { text: others }) => {
        expect(readDirectLogin({ directlogin: parameters, authorization: `DirectLogin ${others}` })).toEqual(meant);
      }),
    );
  });

  test('any text at all is read as something', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (anything) => {
        for (const [name, found] of Object.entries(readDirectLogin({ directlogin: anything }) ?? {})) {
          expect(NAMES).toContain(name);
          expect(found).not.toBe('');
          expect(anything.replaceAll('\\', '')).toContain(found.replaceAll('\\', ''));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['token=', {}],
    ['token=""', {}],
    ['token', {}],
    ['', {}],
    [',,,', {}],
    ['__proto__=x,constructor=y,toString=z', {}],
    ['token=a,token=b', { token: 'b' }],
    ['Token=a,USERNAME="b,c"', { token: 'a', username: 'b,c' }],
    ['token=a=b==', { token: 'a=b==' }],
    ['token="a', { token: 'a' }],
    ['token=a"', { token: 'a' }],
    ['token=""a""', { token: '"a"' }],
    ['username=my.DirectLogin.user', { username: 'my.DirectLogin.user' }],
  ])('%j', (given, meant) => {
    expect(readDirectLogin({ directlogin: given })).toEqual(meant);
  });

  const readDirectLogin = (headers: IncomingHttpHeaders): DirectLoginParameters | undefined =>
    directLoginParameters(headers, headers.authorization === undefined ? undefined : readAuthorization(headers.authorization));
});

describe('the credentials of a request', () => {
  /** What tokens are made of: base64url and dots. */
  const token = fc.oneof(
    fc.base64String({ minLength: 4, maxLength: 60 }).map((text64) => text64.replace(/[+/=]/g, '-')),
    fc.constantFrom('OAuth', 'Bearer', 'DirectLogin', 'a-OAuth-b', 'eyJ.xBearery.z', 'DirectLoginToken'),
  );

  test('a token is read as it was meant, whatever letters it holds', () => {
    fc.assert(
      fc.property(token, blanks, fc.constantFrom('', '"'), (given, blank, quote) => {
        const directLogin = expect.objectContaining({ scheme: 'directLogin', token: given });
        expect(readCredentials({ directlogin: `token=${quote}${given}${quote}` })).toEqual(directLogin);
        expect(readCredentials({ authorization: `DirectLogin ${blank}token=${quote}${given}${quote}` })).toEqual(directLogin);
        for (const word of ['Bearer', 'bearer', 'DPoP', 'DPOP'])
          expect(readCredentials({ authorization: `${word} ${blank}${given}` })).toMatchObject({
            scheme: word.toLowerCase(),
            token: given,
          });
      }),
      { numRuns: 1_000 },
    );
  });

  test.each<[headers: IncomingHttpHeaders, scheme: string]>([
    [{}, 'anonymous'],
    [{ authorization: '' }, 'unsupported'],
    [{ authorization: 'Basic YTpi' }, 'unsupported'],
    [{ authorization: 'OAuth oauth_token="x"' }, 'oauth1'],
    [{ authorization: 'oauth oauth_token="x"' }, 'oauth1'],
    [{ authorization: 'directlogin token="x"' }, 'directLogin'],
    [{ authorization: 'DirectLogin token="an OAuth Bearer"' }, 'directLogin'],
    [{ authorization: 'OAuth oauth_token="x"', directlogin: 'token=x' }, 'oauth1'],
    [{ authorization: 'Bearer x', directlogin: 'token=x' }, 'bearer'],
    [{ authorization: 'Basic YTpi', directlogin: 'token=x' }, 'directLogin'],
    [{ authorization: 'foo Bearer x' }, 'bearer'],
    [{ authorization: 'DPoP x' }, 'dpop'],
    [{ authorization: 'DPoP x', directlogin: 'token=x' }, 'dpop'],
    [{ authorization: 'Bearer DPoP' }, 'bearer'],
    [{ authorization: 'DPoPx' }, 'unsupported'],
  ])('%j is %s', (headers, scheme) => {
    expect(readCredentials(headers).scheme).toBe(scheme);
  });
});
