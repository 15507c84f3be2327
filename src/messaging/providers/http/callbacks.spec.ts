import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { Egress } from '../../../platform/http/egress.js';
import type { CallbackRequest, CallbackResult } from '../provider.js';
import { readGatewayCallback } from './callbacks.js';
import { httpKind } from './http.provider.js';
import { readHttpSettings } from './http.settings.js';

const SECRET = 'abcdefghijklmnopqrstuvwx';
const UNAUTHORIZED = { refusal: 'unauthorized' };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const request = (changes: Partial<Omit<CallbackRequest, 'body'>> & { body?: string } = {}): CallbackRequest => ({
  method: 'POST',
  url: 'https://messages.example/messaging/v1/callbacks/p',
  headers: {},
  secret: '',
  ...changes,
  body: Buffer.from(changes.body ?? ''),
});

/** What the requests of the presets ask for. */
const GIVEN = {
  from: 'BANK',
  account: 'AC1',
  username: 'me',
  password: 'pass',
  token: 'key-22222222-2222-4222-8222-222222222222-11111111-1111-4111-8111-111111111111',
  template: 't1',
};
const read = (settings: object, call: CallbackRequest): Promise<CallbackResult> =>
  readGatewayCallback(readHttpSettings({ ...GIVEN, ...settings }), call);

describe('Twilio', () => {
  const settings = { preset: 'twilio', password: '12345' };
  const headers = (signature: string, type = 'application/x-www-form-urlencoded'): Record<string, string> => ({
    'x-twilio-signature': signature,
    'content-type': type,
  });
  const signature = (text: string): string => createHmac('sha1', '12345').update(text).digest('base64');
  // The example of Twilio's documentation. It is no report of a message, so it passes as genuine and is not understood.
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const body = 'CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212';
  const documented = '0/KCTR6DLpKmkAf8muzZqo1nDgQ=';

  test('signs the URL and the parameters', async () => {
    expect(await read(settings, request({ url, body, headers: headers(documented) }))).toEqual({ refusal: 'malformed' });
    const wrong = [
      request({ url, body: body.replace('1234&', '1235&'), headers: headers(documented) }),
      request({ url: url.replace('bar=2', 'bar=3'), body, headers: headers(documented) }),
      request({ url, body, headers: headers('') }),
      request({ url, body }),
      request({ url, body, headers: headers(documented, 'text/plain') }),
    ];
    for (const call of wrong) expect(await read(settings, call)).toEqual(UNAUTHORIZED);
    expect(() => readHttpSettings({ ...GIVEN, preset: 'twilio', password: '' })).toThrow('password');
  });

  test('signs the port or leaves it out', async () => {
    const sent = 'MessageSid=SM1&MessageStatus=delivered';
    const text = 'MessageSidSM1MessageStatusdelivered';
    for (const signed of ['https://messages.example:443/c', 'https://messages.example/c']) {
      const call = request({ url: 'https://messages.example/c', body: sent, headers: headers(signature(signed + text)) });
      expect(await read(settings, call)).toMatchObject({ receipts: [{ reference: 'SM1', state: 'delivered' }] });
    }
  });

  test('signs the hash of JSON in the URL', async () => {
    const json = '{"MessageSid":"SM1"}';
    const to = `${url}&bodySHA256=${sha256(json)}`;
    const call = request({ url: to, body: json, headers: headers(signature(to), 'application/json') });
    expect(await read(settings, call)).toEqual({ refusal: 'malformed' });
    expect(await read(settings, { ...call, body: Buffer.from('{"MessageSid":"SM2"}') })).toEqual(UNAUTHORIZED);
  });

  test.each([
    ['sent', 'sent', ''],
    ['undelivered', 'failed', '30003'],
    ['read', 'delivered', ''],
  ])('reports %s', async (status, state, code) => {
    const form = `ErrorCode=${code || '0'}&MessageSid=SM1&MessageStatus=${status}`;
    const text = `ErrorCode${code || '0'}MessageSidSM1MessageStatus${status}`;
    const call = request({ url, body: form, headers: headers(signature(url + text)) });
    expect(await read(settings, call)).toMatchObject({ receipts: [{ reference: 'SM1', state, code, isAddressBad: false }] });
  });
});

describe('MessageBird', () => {
  const settings = { preset: 'messagebird', signatureSecret: 'a signing key' };
  const url = 'https://messages.example/c?id=m1&reference=r&status=delivered&statusDatetime=2026-03-04T05%3A06%3A07%2B00%3A00';
  const sign = (claims: object, issuer = 'MessageBird', key = 'a signing key'): Promise<string> =>
    new SignJWT({ url_hash: sha256(url), jti: 'j', ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setExpirationTime('1 minute')
      .sign(Buffer.from(key));
  const called = (token: string, body = ''): CallbackRequest =>
    request({ method: 'GET', url, body, headers: { 'messagebird-signature-jwt': token } });

  test('signs the URL and the body', async () => {
    expect(await read(settings, called(await sign({})))).toMatchObject({
      receipts: [{ reference: 'm1', state: 'delivered', doneAt: new Date('2026-03-04T05:06:07Z') }],
    });
    expect(await read(settings, called(await sign({ payload_hash: sha256('x') }), 'x'))).toHaveProperty('receipts');
    const wrong = [
      called(await sign({ url_hash: sha256(`${url}&x=1`) })),
      called(await sign({ payload_hash: sha256('x') }), 'y'),
      called(await sign({}), 'y'),
      called(await sign({}, 'Somebody')),
      called(await sign({}, 'MessageBird', 'another key')),
      called(await sign({ jti: undefined })),
      called('a.b.c'),
      called(''),
    ];
    for (const call of wrong) expect(await read(settings, call)).toEqual(UNAUTHORIZED);
    expect(await read({ preset: 'messagebird' }, called(await sign({})))).toEqual(UNAUTHORIZED);
  });
});

describe('Vonage', () => {
  const settings = { preset: 'vonage', signatureSecret: 'a signature secret' };
  const body = '{"message_uuid":"u1","status":"rejected","error":{"title":"1300"},"timestamp":"2026-03-04T05:06:07Z"}';
  const sign = (hash: string, at = Date.now() / 1000): Promise<string> =>
    new SignJWT({ payload_hash: hash }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(at).sign(Buffer.from('a signature secret'));
  const called = (token: string): CallbackRequest => request({ body, headers: { authorization: `Bearer ${token}` } });

  test('signs the hash of the body, a short while ago', async () => {
    expect(await read(settings, called(await sign(sha256(body))))).toMatchObject({
      receipts: [{ reference: 'u1', state: 'failed', code: '1300' }],
    });
    expect(await read(settings, called(await sign(sha256('x'))))).toEqual(UNAUTHORIZED);
    expect(await read(settings, called(await sign(sha256(body), Date.now() / 1000 - 3_600)))).toEqual(UNAUTHORIZED);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;
    expect(await read(settings, called(unsigned))).toEqual(UNAUTHORIZED);
  });
});

describe('GOV.UK Notify', () => {
  const settings = { preset: 'govuk-notify', signatureSecret: 'a bearer token' };
  const called = (token: string, status: string): CallbackRequest =>
    request({
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ id: 'n1', status, completed_at: '2026-03-04T05:06:07Z' }),
    });

  test('shows its token', async () => {
    expect(await read(settings, called('a bearer token', 'delivered'))).toMatchObject({
      receipts: [{ reference: 'n1', state: 'delivered' }],
    });
    expect(await read(settings, called('another', 'delivered'))).toEqual(UNAUTHORIZED);
    expect(await read({ preset: 'govuk-notify' }, called('', 'delivered'))).toEqual(UNAUTHORIZED);
  });

  test.each([
    ['permanent-failure', true],
    ['temporary-failure', false],
  ])('reports %s', async (status, isAddressBad) => {
    expect(await read(settings, called('a bearer token', status))).toMatchObject({
      receipts: [{ state: 'failed', code: status, isAddressBad }],
    });
  });
});

describe('Infobip', () => {
  const settings = { preset: 'infobip', callbackSecret: SECRET };
  const called = (value: unknown): CallbackRequest => request({ body: JSON.stringify(value), secret: SECRET });
  const report = (messageId: unknown, groupName: string, error = 'NO_ERROR'): object => ({
    messageId,
    doneAt: '2019-11-09T16:00:00.000+0000',
    status: { groupId: 3, groupName },
    error: { groupId: 0, name: error, permanent: false },
  });

  test('reports on many at once', async () => {
    const results = [
      report('m1', 'DELIVERED'),
      report('m2', 'UNDELIVERABLE', 'EC_UNKNOWN_SUBSCRIBER'),
      report('m3', 'ON_THE_MOON'),
      report('', 'DELIVERED'),
      'no report',
      report('m4', 'PENDING'),
    ];
    expect(await read(settings, called({ results }))).toEqual({
      receipts: [
        { reference: 'm1', state: 'delivered', code: '', doneAt: new Date('2019-11-09T16:00:00Z'), isAddressBad: false },
        { reference: 'm2', state: 'failed', code: 'EC_UNKNOWN_SUBSCRIBER', doneAt: new Date('2019-11-09T16:00:00Z'), isAddressBad: true },
        expect.objectContaining({ reference: 'm4', state: 'sent' }),
      ],
    });
    expect(await read(settings, { ...called({ results }), secret: '' })).toEqual(UNAUTHORIZED);
  });

  test('may say what nobody understands', async () => {
    for (const body of [{}, { results: {} }, { results: [] }, { results: ['x', null] }, [], null, { results: [report({}, 'DELIVERED')] }])
      expect(await read(settings, called(body))).toEqual({ refusal: 'malformed' });
  });
});

describe('another gateway', () => {
  const settings = { url: 'https://gateway.example/', callbackSecret: SECRET };
  const called = (body: string, secret = SECRET): CallbackRequest => request({ body, secret });

  test('knows the secret of the path', async () => {
    const body = '{"reference":"r1","status":"delivered","timestamp":"2026-03-04T05:06:07Z"}';
    expect(await read(settings, called(body))).toMatchObject({ receipts: [{ reference: 'r1', state: 'delivered', code: '' }] });
    for (const secret of ['', 'x', `${SECRET}x`]) expect(await read(settings, called(body, secret))).toEqual(UNAUTHORIZED);
    expect(await read({ url: 'https://gateway.example/' }, called(body, ''))).toEqual(UNAUTHORIZED);
  });

  test('may say what nobody understands', async () => {
    for (const body of ['', '[]', 'null', '{"status":"delivered"}', '{"reference":"r1"}', '{"reference":{},"status":"delivered"}'])
      expect(await read(settings, called(body))).toEqual({ refusal: 'malformed' });
    for (const status of ['on the moon', 'constructor', '__proto__'])
      expect(await read(settings, called(JSON.stringify({ reference: 'r1', status })))).toEqual({ receipts: [] });
  });
});

describe('a receipt is waited for', () => {
  const { receiptSeconds, parse } = httpKind(new Egress([]));
  const callbackUrl = 'https://messages.example/messaging/v1/callbacks/b/p';
  test.each<[string, object, number | undefined]>([
    ['of Twilio, which is told where to report', { preset: 'twilio' }, 72 * 3600],
    ['of Twilio, which is not', { preset: 'twilio', body: { To: '{{to}}', Body: '{{text}}' } }, undefined],
    ['of one whose reports are signed', { preset: 'vonage', signatureSecret: 's' }, 72 * 3600],
    ['of one whose reports are not', { preset: 'vonage' }, undefined],
    ['at a secret URL', { url: 'https://gateway.example/', callbackSecret: SECRET }, 72 * 3600],
    ['at no such URL', { url: 'https://gateway.example/' }, undefined],
  ])('%s', (_name, settings, seconds) => {
    const read = parse({ ...GIVEN, ...settings });
    expect(receiptSeconds(read, { callbackUrl })).toBe(seconds);
    expect(receiptSeconds(read, {})).toBeUndefined();
  });
});

describe('settings', () => {
  test.each([
    ['url', {}],
    ['url', { url: 'ftp://gateway.example' }],
    ['url', { url: 'https://{{to}}/' }],
    ['url', { url: 'https://gateway.example{{to}}/' }],
    ['url', { url: 'https://a:b@gateway.example/' }],
    ['url', { url: 'https://gateway.example/{{nothing}}' }],
    ['body', { url: 'https://gateway.example/', body: '{{text}}' }],
    ['body', { url: 'https://gateway.example/', body: { x: ['{{txt}}'] } }],
    ['body', { url: 'https://gateway.example/', format: 'form', body: { x: ['{{text}}'] } }],
    ['headers', { url: 'https://gateway.example/', headers: { 'x-a': '{{text}}' } }],
    ['headers', { url: 'https://gateway.example/', headers: { 'x-a': 'b\r\nc: d' } }],
    ['headers', { url: 'https://gateway.example/', headers: { Host: 'other.example' } }],
    ['statuses', { url: 'https://gateway.example/', statuses: { '200': 'temporary' } }],
    ['statuses', { url: 'https://gateway.example/', statuses: { '500': 'accepted' } }],
    ['callbackSecret', { url: 'https://gateway.example/', callbackSecret: 'short' }],
    ['colour', { url: 'https://gateway.example/', colour: 'blue' }],
  ])('name what is wrong: %s in %j', (setting, settings) => {
    expect(() => readHttpSettings(settings)).toThrow(expect.objectContaining({ setting }));
  });
});
