import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OAuth } from 'oauth';
import OAuthOne from 'oauth-1.0a';
import { readAuthorization, readParameters } from '../authorization.js';
import { type OAuthHeader, readOAuthParameters } from './authorization-header.js';
import { type Pair, readForm, writeForm } from './encoding.js';
import { baseString, isSignatureMethod, isSignedBy, type Secrets, sign, type SignedRequest } from './signature.js';

const readOAuthHeader = (header: string): OAuthHeader => readOAuthParameters(readParameters(readAuthorization(header).rest));

/** RFC 5849 section 3.4.1.1: a POST with a query, a form and a header. */
const REQUEST: SignedRequest = {
  method: 'POST',
  url: 'http://EXAMPLE.COM:80/request',
  parameters: [
    ...readForm('b5=%3D%253D&a3=a&c%40=&a2=r%20b'),
    ...readOAuthHeader(`OAuth realm="Example",
      oauth_consumer_key="9djdj82h48djs9d2",
      oauth_token="kkk9d7dh3k39sjv7",
      oauth_signature_method="HMAC-SHA1",
      oauth_timestamp="137131201",
      oauth_nonce="7d8f3e4a",
      oauth_signature="bYT5CMsGcbgUdFHObYMEfcx6bsw%3D"`).signed,
    ...readForm('c2&a3=2+q'),
  ],
};

/** RFC 5849 section 1.2. */
const PHOTOS =
  'OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", oauth_token="nnch734d00sl2jdk", oauth_signature_method="HMAC-SHA1", ' +
  'oauth_timestamp="137131202", oauth_nonce="chapoH", oauth_signature="MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"';
const PHOTOS_SECRETS: Secrets = { consumerSecret: 'kd94hf93k423kf44', tokenSecret: 'pfkkdhi9sl3r4s00' };

describe("the RFC's own examples", () => {
  test('the base string of section 3.4.1.1', () => {
    expect(baseString(REQUEST)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q' +
        '%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_' +
        'key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m' +
        'ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk' +
        '9d7dh3k39sjv7',
    );
  });

  test('the signature of the photos in section 1.2', () => {
    const header = readOAuthHeader(PHOTOS);
    const request = {
      method: 'GET',
      url: 'http://photos.example.net/photos',
      parameters: [...header.signed, ...readForm('file=vacation.jpg&size=original')],
    };
    const signature = header.values.get('oauth_signature') ?? '';
    expect(sign(request, PHOTOS_SECRETS, 'HMAC-SHA1')).toBe(signature);
    expect(isSignedBy(request, PHOTOS_SECRETS, 'hmac-sha1', signature)).toBe(true);
    for (const wrong of ['', 'x', signature.toLowerCase(), `${signature} `, encodeURIComponent(signature)])
      expect(isSignedBy(request, PHOTOS_SECRETS, 'HMAC-SHA1', wrong)).toBe(false);
    expect(isSignedBy({ ...request, method: 'POST' }, PHOTOS_SECRETS, 'HMAC-SHA1', signature)).toBe(false);
    expect(isSignedBy(request, { ...PHOTOS_SECRETS, tokenSecret: '' }, 'HMAC-SHA1', signature)).toBe(false);
  });
});

describe('the header', () => {
  test('blanks, quotes and empty values', () => {
    const { values, signed, duplicated } = readOAuthHeader('OAuth  a = "1" ,b=2,c="", d, realm="x" , e="%zz%20"');
    expect([...values]).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['realm', 'x'],
      ['e', '%zz%20'],
    ]);
    expect(signed).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', ''],
      ['e', '%zz%20'],
    ]);
    expect(duplicated).toBe(false);
  });

  test.each(['OAuth a="1", a="1"', 'OAuth a="1", a=""', 'OAuth a="1", %61="2"'])('a name that is there twice: %s', (header) =>
    expect(readOAuthHeader(header).duplicated).toBe(true),
  );

  test('a realm is any text, and not signed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.constantFrom('OAuth', 'oauth', 'OAUTH'), (realm, scheme) => {
        const { signed, duplicated } = readOAuthHeader(`${scheme} realm="${realm.replace(/["\\]/g, '\\$&')}", a="1", b="2"`);
        expect([signed, duplicated]).toEqual([[['a', '1'], ['b', '2']], false]); // prettier-ignore
      }),
    );
  });
});

test('which signature methods there are', () => {
  expect(['HMAC-SHA1', 'hmac-sha256', 'Hmac-Sha1'].every(isSignatureMethod)).toBe(true);
  expect(['PLAINTEXT', 'RSA-SHA1', '', 'constructor', 'sha1'].some(isSignatureMethod)).toBe(false);
});

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', ' ', '+', '%', "!'()*", 'ñ€'),
);
const word = fc.stringMatching(/^[A-Za-z0-9._~-]{1,12}$/);
const pairs = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Za-z0-9 +%&=ñ€*'~-]{1,8}$/), text), {
  selector: ([name]) => name,
  maxLength: 6,
});
const call = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(word, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
  port: fc.constantFrom('', ':8080', ':80'),
  query: pairs,
  consumer: fc.record({ key: word, secret: text }),
  token: fc.record({ key: word, secret: text }),
});

/** Text that UTF-8 can hold: clients treat half a character differently. */
const wellFormed = ({ query, consumer, token }: { query: Pair[]; consumer: { secret: string }; token: { secret: string } }): boolean =>
  [...query.flat(), consumer.secret, token.secret].every((part) => part.isWellFormed());

describe('is what other implementations sign', () => {
  test('`oauth`, with HMAC-SHA1, as API Explorer II has it', () => {
    fc.assert(
      fc.property(call.filter(wellFormed), ({ method, path, port, query, consumer, token }) => {
        const url = `http://Example.com${port}${path}`;
        const client = new OAuth('', '', consumer.key, consumer.secret, '1.0', null, 'HMAC-SHA1');
        const header = client.authHeader(`${url}?${writeForm(query)}`, token.key, token.secret, method);
        expect(isGood({ method, url, query: writeForm(query), header, secrets: [consumer.secret, token.secret] })).toBe(true);
      }),
    );
  });

  test.each(['HMAC-SHA1', 'HMAC-SHA256'])('`oauth-1.0a`, with a form in the body: %s', (signature_method) => {
    fc.assert(
      fc.property(call.filter(wellFormed), ({ method, path, port, query, consumer, token }) => {
        const url = `http://example.com${port === ':80' ? '' : port}${path}`; // it keeps the default port
        const client = new OAuthOne({
          consumer,
          signature_method,
          hash_function: (base, key) =>
            createHmac(signature_method === 'HMAC-SHA1' ? 'sha1' : 'sha256', key)
              .update(base)
              .digest('base64'),
        });
        const data = Object.fromEntries(query);
        const { Authorization: header } = client.toHeader(client.authorize({ url, method, data }, token));
        const secrets: [string, string] = [consumer.secret, token.secret];
        expect(isGood({ method, url, query: writeForm(query), header, secrets })).toBe(true);
        expect(isGood({ method, url: `${url}x`, query: writeForm(query), header, secrets })).toBe(false);
        expect(isGood({ method, url, query: `${writeForm(query)}&more=1`, header, secrets })).toBe(false);
      }),
    );
  });
});

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly query: string;
  readonly header: string;
  readonly secrets: readonly [consumer: string, token: string];
}

function isGood({ method, url, query, header, secrets: [consumerSecret, tokenSecret] }: Sent): boolean {
  const { values, signed } = readOAuthHeader(header);
  const request = { method, url, parameters: [...signed, ...readForm(query)] };
  return isSignedBy(
    request,
    { consumerSecret, tokenSecret },
    values.get('oauth_signature_method') ?? '',
    values.get('oauth_signature') ?? '',
  );
}
