import http from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { exchange, sandboxOf, shared } from '../support/client.js';
import { type OpenApiDocument, operationsOf, resolve, type Schema } from '../support/documents.js';
import { credentialsIn, OAuth1Client } from '../support/oauth1.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

interface Coded {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** As it came. */
  readonly bytes: Buffer;
}

function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Coded> {
  return new Promise((resolve, reject) => {
    const request = http.request(shared().url + path, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) }));
    });
    request.once('error', reject).end();
  });
}

const CODINGS: readonly [coding: string, decode: (bytes: Buffer) => Buffer][] = [
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
];

let world: World;
let staff: WorldUser;
let list: string;
let inbox: string;

beforeAll(async () => {
  world = await World.create();
  staff = await world.user('staff');
  const bank = await world.bank();
  const customer = await world.customer(bank);
  for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  await world.link(bank, staff, customer);
  list = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
  inbox = `/obp/v1.4.0/banks/${bank}/customer/messages`;
  for (let sent = 0; sent < 8; sent++)
    await world.client.post(list, { ...MESSAGE, message: `${'x'.repeat(200)} ${sent}` }, { token: staff.token });
});

const credentials = (): Record<string, string> => ({ DirectLogin: `token=${staff.token}` });

describe.each<[string, () => string, tagged: boolean]>([
  ['messages of a customer', () => list, true],
  ['an inbox', () => inbox, true],
  ['resource docs', () => '/obp/v5.1.0/resource-docs/v5.1.0/obp', true],
  ['a Swagger document', () => '/obp/v5.1.0/resource-docs/v5.1.0/swagger', true],
  ['the glossary', () => '/obp/v5.1.0/api/glossary', true],
  ['message docs', () => '/obp/v5.1.0/message-docs/kafka_vSept2018', true],
  ['an OpenAPI document', () => '/openapi/v5.1.0.json', false],
  ['the API Explorer', () => '/explorer', false],
  ['a page of an operation', () => '/explorer/operations/OBPv4.0.0-getCustomerMessages', false],
  ['the glossary as a page', () => '/glossary', false],
  ['Swagger UI', () => '/swagger', false],
  ["Swagger UI's document", () => '/swagger/swagger-ui-init.js', false],
])('%s', (_name, pathOf, tagged) => {
  test.each(CODINGS)('is compressed when %s is asked for, and says so', async (coding, decode) => {
    const plain = await send(pathOf(), credentials());
    expect([plain.status, plain.headers['content-encoding'], plain.headers.vary]).toEqual([
      200,
      undefined,
      expect.stringContaining('Accept-Encoding'),
    ]);
    const packed = await send(pathOf(), { ...credentials(), 'Accept-Encoding': coding });
    expect([packed.status, packed.headers['content-encoding'], packed.headers.vary]).toEqual([200, coding, plain.headers.vary]);
    expect(packed.headers['content-length']).toBe(String(packed.bytes.length));
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(decode(packed.bytes).equals(plain.bytes)).toBe(true);
    expect([packed.headers.etag, packed.headers['content-type']]).toEqual([plain.headers.etag, plain.headers['content-type']]);
    expect(packed.headers.etag !== undefined).toBe(tagged);
  });

  test.each(['identity', 'gzip;q=0', 'br;q=0, gzip;q=0, *', 'deflate', 'nonsense;;'])(
    'is sent as it is for Accept-Encoding: %s',
    async (asked) => {
      const { headers } = await send(pathOf(), { ...credentials(), 'Accept-Encoding': asked });
      expect([headers['content-encoding'], headers.vary]).toEqual([undefined, expect.stringContaining('Accept-Encoding')]);
    },
  );

  test('is 304 by its ETag, whichever way it was sent', async () => {
    const { headers } = await send(pathOf(), { ...credentials(), 'Accept-Encoding': 'gzip' });
    if (headers.etag === undefined) return;
    for (const asked of ['gzip', 'br', 'identity']) {
      const again = await send(pathOf(), { ...credentials(), 'Accept-Encoding': asked, 'If-None-Match': headers.etag });
      expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
      expect(again.headers['content-encoding']).toBeUndefined();
    }
  });

  test('has the HEAD of its GET, where it has one', async () => {
    if (pathOf().startsWith('/obp/')) return;
    const asked = { 'Accept-Encoding': 'br' };
    const [got, head] = [await send(pathOf(), asked), await send(pathOf(), asked, 'HEAD')];
    for (const name of ['content-encoding', 'content-length', 'vary', 'content-type']) expect(head.headers[name]).toBe(got.headers[name]);
    expect(head.bytes.length).toBe(0);
  });
});

describe('are never compressed', () => {
  const ASKED = { 'Accept-Encoding': 'br, gzip' };

  test('small answers', async () => {
    for (const path of ['/obp/v4.0.0/root', '/health/live', `${list}?limit=1`]) {
      const { headers, bytes } = await send(path, { ...credentials(), ...ASKED });
      expect(bytes.length).toBeLessThanOrEqual(1_024);
      expect([path, headers['content-encoding'], headers.vary]).toEqual([path, undefined, undefined]);
    }
  });

  test('refusals and pages for one person', async () => {
    const login = { DirectLogin: `username=${staff.username},password=wrong,consumer_key=${world.consumerKey}` };
    const long = 'x'.repeat(2_000); // is in the answer
    for (const [path, method, headers] of [
      ['/my/logins/direct', 'POST', login],
      [`/obp/v4.0.0/${long}`, 'GET', {}],
      [list.replace(/customers\/[^/]+/, `customers/${long}`), 'GET', credentials()],
      [`/oauth/authorize?oauth_token=${long}`, 'GET', {}],
      [`/sign-up?invitation=${long}`, 'GET', {}],
    ] as const) {
      const answer = await send(path, { ...headers, ...ASKED }, method);
      expect([path, answer.headers['content-encoding']]).toEqual([path, undefined]);
    }
  });

  test('the answer to a login, which is a token', async () => {
    const { username, password } = sandboxOf(shared().dataDir).users.staff;
    const login = { DirectLogin: `username=${username},password=${password},consumer_key=${world.consumerKey}` };
    const { status, headers } = await send('/my/logins/direct', { ...login, ...ASKED }, 'POST');
    expect([status, headers['content-encoding'], headers.vary]).toEqual([201, undefined, undefined]);
  });

  test('a page that asks with a token of its own, whatever is in its form', async () => {
    const { consumer_key: key, consumer_secret: secret } = sandboxOf(shared().dataDir);
    const { body } = await new OAuth1Client(shared().url, { key, secret }).initiate('oob');
    const { headers, bytes } = await send(`/oauth/authorize?oauth_token=${credentialsIn(body).key}`, ASKED);
    expect(bytes.toString()).toContain('type="hidden"');
    expect(bytes.length).toBeGreaterThan(1_024);
    expect([headers['content-encoding'], headers['cache-control']]).toEqual([undefined, 'no-store']);
  });

  test('lists whose items have secrets: there are none among those that are', async () => {
    const { body } = await exchange(shared().url, 'GET', '/openapi/v5.1.0.json', {});
    const document = body as OpenApiDocument;
    const lists = operationsOf('5.1.0', document).filter(
      ({ verb, operation }) => verb === 'get' && operation.parameters?.some(({ name }) => name === 'limit') === true,
    );
    expect(lists.length).toBeGreaterThan(10);
    for (const { operation } of lists) {
      const schema = operation.responses['200']?.content?.['application/json']?.schema;
      const names = schema === undefined ? [] : namesIn(document, schema);
      expect([operation.operationId, names.filter((name) => /token|secret|password|verifier|^key$/i.test(name))]).toEqual([
        operation.operationId,
        [],
      ]);
    }
  });
});

/** The names of all fields, however deep. */
function namesIn(document: OpenApiDocument, schema: Schema): string[] {
  const { properties = {}, items } = resolve(document, schema);
  const inner = items === undefined ? [] : namesIn(document, items);
  return [...inner, ...Object.entries(properties).flatMap(([name, property]) => [name, ...namesIn(document, property)])];
}
