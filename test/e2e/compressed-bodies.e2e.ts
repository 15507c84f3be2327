import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange, shared } from '../support/client.js';
import { newConsumer, type NewConsumer } from '../support/consumers.js';
import { OAuth1Client } from '../support/oauth1.js';
import { exchangeRaw } from '../support/raw.js';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const CODINGS: [name: string, encode: (plain: Buffer) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
];

describe('request bodies with a Content-Encoding', () => {
  let world: World;
  let staff: WorldUser;
  let consumer: NewConsumer;
  let bank: string;
  let customer: string;
  let messages: string;

  beforeAll(async () => {
    world = await World.create();
    staff = await world.user('staff');
    bank = await world.bank();
    customer = await world.customer(bank);
    messages = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    await world.grantIfMissing(world.admin, 'CanCreateConsumer');
    consumer = await newConsumer(world);
  });

  const post = (
    path: string,
    rawBody: Buffer,
    coding: string,
    more: { token?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> =>
    world.client.send('POST', path, { ...more, rawBody, headers: { ...JSON_TYPE, 'Content-Encoding': coding, ...more.headers } });
  const texts = async (): Promise<string[]> =>
    (await world.client.get(messages, { token: staff.token })).body.messages.map(({ message }: { message: string }) => message);
  const told = (text: string): Buffer => Buffer.from(JSON.stringify({ ...MESSAGE, message: text }));

  test.each(CODINGS)('%s is undone', async (coding, encode) => {
    const text = `${coding} ${randomBytes(4).toString('hex')} Ж`;
    expect((await post(messages, encode(told(text)), coding, staff)).status).toBe(201);
    expect(await texts()).toContain(text);
  });

  test('identity is nothing to undo', async () => {
    expect((await post(messages, told('as it is'), 'identity', staff)).status).toBe(201);
  });

  test('every operation takes them, and so do sign-up and the log-in', async () => {
    await world.grantIfMissing(world.admin, 'CanCreateCustomerAtAnyBank');
    const created = await post(`/obp/v4.0.0/banks/${bank}/customers`, gzipSync(JSON.stringify(CUSTOMER)), 'gzip', world.admin);
    expect(created.status).toBe(201);
    const name = `packed.${randomBytes(4).toString('hex')}`;
    const user = { email: `${name}@example.com`, username: name, password: 'Packed-Pass-2026!', first_name: 'P', last_name: 'P' };
    expect((await post('/obp/v4.0.0/users', brotliCompressSync(JSON.stringify(user)), 'br')).status).toBe(201);
    const login = { DirectLogin: `username=${name},password=${user.password},consumer_key=${world.consumerKey}` };
    expect((await post('/my/logins/direct', gzipSync('{}'), 'gzip', { headers: login })).status).toBe(201);
  });

  test.each(['zstd', 'compress', 'gzip, br', 'gzip, gzip', 'nonsense', 'constructor'])(
    '%s is 415, which names those that are taken',
    async (coding) => {
      for (const path of [messages, '/obp/v4.0.0/users', '/my/logins/direct', `/messaging/v1/banks/${bank}/messages`]) {
        const { status, headers, body } = await post(path, told('never'), coding, staff);
        expect([status, headers['accept-encoding'], body.message]).toEqual([
          415,
          'gzip, br, deflate',
          'OBP-98010: The Content-Encoding of the body is not one that is taken. Taken are: gzip, br, deflate',
        ]);
      }
      const spanish = await post(`${messages}?locale=es_ES`, told('never'), coding, staff);
      expect(spanish.body.message).toMatch(/^OBP-98010: El Content-Encoding .* gzip, br, deflate$/);
    },
  );

  test.each<[string, string, () => Buffer]>([
    ['not packed at all', 'gzip', () => told('plain')],
    ['packed otherwise', 'br', () => gzipSync(told('other'))],
    ['cut short', 'gzip', () => gzipSync(told('cut short')).subarray(0, -9)],
    ['followed by something', 'gzip', () => Buffer.concat([gzipSync(told('and')), Buffer.from('more')])],
    ['empty', 'gzip', () => Buffer.alloc(0)],
  ])('a body that is %s is 400, and the connection goes on', async (_name, coding, body) => {
    const before = await texts();
    const { status, body: answer } = await post(messages, body(), coding, staff);
    expect([status, answer.message]).toEqual([400, expect.stringMatching(/^OBP-98011: .* not what its Content-Encoding says\.$/)]);
    expect(await texts()).toEqual(before);
  });

  describe('bombs', () => {
    test('what comes out is held to the same limit as what comes in', async () => {
      const fits = gzipSync(told('fits').toString().padEnd(65_536));
      expect((await post(messages, fits, 'gzip', staff)).status).toBe(201);
      for (const [coding, encode] of CODINGS.slice(-3)) {
        const bomb = encode(Buffer.from(told('bomb').toString().padEnd(65_537)));
        expect(bomb.length).toBeLessThan(2_000);
        const { status, body } = await post(messages, bomb, coding, staff);
        expect([status, body.message]).toEqual([413, expect.stringMatching(/At most 65536 bytes/)]);
      }
    });

    test('a stranger has 16 KiB unpacked', async () => {
      const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
      const whole = [messages, `/messaging/v1/banks/${bank}/messages`];
      for (const path of whole) expect((await post(path, bomb, 'gzip')).status).toBe(401);
      expect((await post('/obp/v4.0.0/users', bomb, 'gzip')).status).toBe(413);
      expect((await post(messages, gzipSync('{'.padEnd(16_384)), 'gzip')).status).toBe(400); // read, as it would be unpacked
      expect((await post(messages, gzipSync('{'.padEnd(16_385)), 'gzip')).status).toBe(401);
    });

    test('what comes in and yields nothing is held to the limit too', async () => {
      // Blocks of deflate that hold nothing, without end.
      const nothing = Buffer.concat([Buffer.from([0x78, 0x9c]), Buffer.alloc(100_000, Buffer.from([0, 0, 0, 0xff, 0xff]))]);
      const chunked = { 'Transfer-Encoding': 'chunked', 'Content-Encoding': 'deflate', ...JSON_TYPE };
      const send = (headers: Record<string, string>): Promise<Answer> =>
        exchange(shared().url, 'POST', messages, { ...chunked, ...headers }, nothing);
      expect((await send({})).status).toBe(401);
      expect((await send({ DirectLogin: `token=${staff.token}` })).status).toBe(413);
    });
  });

  test('batches stream them', async () => {
    const items = Array.from({ length: 2_500 }, (_, at) => ({ customer_id: customer, ...MESSAGE, message: `packed ${at}` }));
    const path = `/messaging/v1/banks/${bank}/messages`;
    for (const [type, text] of [
      ['application/json', JSON.stringify(items)],
      ['application/x-ndjson', items.map((item) => JSON.stringify(item)).join('\n')],
    ] as const) {
      const { status, body } = await post(path, gzipSync(text), 'gzip', { ...staff, headers: { 'Content-Type': type } });
      expect([status, body.results.length, new Set(body.results.map((one: { status: number }) => one.status))]).toEqual([
        207,
        2_500,
        new Set([201]),
      ]);
    }
    const broken = gzipSync(JSON.stringify(items)).subarray(0, -5);
    const { status, body } = await post(path, broken, 'gzip', staff);
    expect([status, body.error.message]).toEqual([207, expect.stringMatching(/not what its Content-Encoding says/)]);
    const bomb = gzipSync(Buffer.alloc(17 * 1_048_576, ' '));
    expect((await post(path, bomb, 'gzip', staff)).body.message).toMatch(/At most 16777216 bytes are accepted\.$/);
  });

  test('a signed form is signed as it was before it was packed', async () => {
    const client = new OAuth1Client(shared().url, consumer);
    const form = 'a=1&b=%20two+three&c';
    const authorization = client.header('/oauth/initiate', { method: 'POST', headers: FORM, body: form, oauth: { oauth_callback: 'oob' } });
    const send = (body: Buffer, headers: Record<string, string>): Promise<Answer> =>
      exchange(
        shared().url,
        'POST',
        '/oauth/initiate',
        { ...FORM, Authorization: authorization, 'Content-Length': String(body.length), ...headers },
        body,
      );
    expect((await send(gzipSync('a=2'), { 'Content-Encoding': 'gzip' })).status).toBe(401);
    expect((await send(gzipSync(form), { 'Content-Encoding': 'gzip' })).status).toBe(200);
  });

  test('the next request on the connection is read, whatever became of the first', async () => {
    const head = `POST ${messages} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nDirectLogin: token=${staff.token}\r\n`;
    const request = (body: Buffer, headers = ''): Buffer =>
      Buffer.concat([Buffer.from(`${head}Content-Encoding: gzip\r\n${headers}Content-Length: ${body.length}\r\n\r\n`), body]);
    const good = gzipSync(told('one of two'));
    const answers = await exchangeRaw([Buffer.concat([request(good), request(good, 'Connection: close\r\n')])]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });
});
