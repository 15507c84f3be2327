import net from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange, shared } from '../support/client.js';
import { loginThrough, newConsumer, NO_LIMITS } from '../support/consumers.js';
import { exchangeRaw } from '../support/raw.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const KIB = 1024;
/** Small to send, and a great deal of work to build. */
const MANY_LISTS = (bytes: number): string => `[${'[],'.repeat(Math.floor((bytes - 4) / 3))}[]]`;

describe('bodies longer than a stranger may send', () => {
  let world: World;
  let staff: WorldUser;
  let messages: string;
  let batch: string;

  beforeAll(async () => {
    world = await World.create();
    staff = await world.user('staff');
    const bank = await world.bank();
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
    messages = `/obp/v4.0.0/banks/${bank}/customers/${await world.customer(bank)}/messages`;
    batch = `/messaging/v1/banks/${bank}/messages`;
  });

  const post = (path: string, rawBody: string | Buffer, { token, headers }: { token?: string; headers?: object } = {}): Promise<Answer> =>
    world.client.send('POST', path, { ...(token === undefined ? {} : { token }), rawBody, headers: { ...JSON_TYPE, ...headers } });
  const padded = (bytes: number): string => JSON.stringify(MESSAGE).padEnd(bytes);
  /** The head of a POST, and of its body as much as is given. */
  const raw = (path: string, headers: string, body = ''): string =>
    `POST ${path} HTTP/1.1\r\nHost: ${new URL(shared().url).host}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

  describe('of a stranger', () => {
    test('are not read on, and the connection ends with an answer', async () => {
      for (const length of [16 * KIB + 1, 1_038_004]) {
        // Only the head is sent: whoever waits for the body does not answer.
        const [answer] = await exchangeRaw([raw(messages, `Content-Length: ${length}`)]);
        expect([answer?.status, answer?.headers.connection]).toEqual([401, 'close']);
        expect(JSON.parse(answer?.body ?? '').message).toMatch(/^OBP-20001/);
      }
    });

    test('chunked, are read to 16 KiB', async () => {
      const chunk = `4001\r\n${'x'.repeat(16 * KIB + 1)}\r\n`;
      const [answer] = await exchangeRaw([raw(messages, 'Transfer-Encoding: chunked'), chunk]);
      expect([answer?.status, answer?.headers.connection]).toEqual([401, 'close']);
    });

    test('a client that sends everything before it reads finds the answer', async () => {
      const body = MANY_LISTS(1_000_000);
      const answer = await sendThenRead(raw(messages, `Content-Length: ${body.length}`, body));
      expect(answer).toMatch(/^HTTP\/1\.1 401 /);
      expect(answer).toContain('OBP-20001');
    });

    test('what follows on the connection is no request', async () => {
      const next = `GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`;
      const body = 'x'.repeat(100_000);
      const answers = await exchangeRaw([raw(messages, `Content-Length: ${body.length}`, body) + next, next]);
      expect(answers.map(({ status }) => status)).toEqual([401]);
    });

    test('as of a bad token', async () => {
      const { status, body } = await post(messages, padded(20_000), { token: 'no.such.token' });
      expect([status, body.message.slice(0, 9)]).toEqual([401, 'OBP-20003']);
    });

    test('many values in a short body are not built', async () => {
      const { status } = await post(messages, MANY_LISTS(16 * KIB));
      expect(status).toBe(401);
      // Where nobody logs in, nobody may send them.
      const signUp = await post('/obp/v4.0.0/users', MANY_LISTS(16 * KIB));
      expect([signUp.status, signUp.body.message]).toEqual([413, expect.stringMatching(/At most 1000 values are accepted\.$/)]);
    });

    test.each<[string, string, () => string]>([
      ['sign-up', '/obp/v4.0.0/users', () => ' '.repeat(16 * KIB + 1)],
      ['the log-in', '/my/logins/direct', () => ' '.repeat(16 * KIB + 1)],
    ])('%s takes 16 KiB from anybody, and from nobody more', async (_name, path, body) => {
      const { status, body: answer } = await post(path, body());
      expect([status, answer.message]).toEqual([413, expect.stringMatching(/^OBP-98001: .* At most 16384 bytes are accepted\.$/)]);
    });

    test('short ones are judged in the order of OBP: malformed is 400', async () => {
      expect((await post(messages, '{'.padEnd(16 * KIB))).status).toBe(400);
      expect((await post(messages, padded(16 * KIB))).status).toBe(401);
      const deep = '['.repeat(101).padEnd(16 * KIB);
      expect((await post(messages, deep)).body.message).toMatch(/nested deeper than 100 levels/);
    });

    test('a batch ends the connection too', async () => {
      const [answer] = await exchangeRaw([raw(batch, `Content-Length: ${10 * 1_048_576}`)]);
      expect([answer?.status, answer?.headers.connection]).toEqual([401, 'close']);
    });

    test('so does a path that is none', async () => {
      const [answer] = await exchangeRaw([raw('/nowhere', `Content-Length: ${10 * 1_048_576}`)]);
      expect([answer?.status, answer?.headers.connection]).toEqual([404, 'close']);
    });
  });

  describe('of a known caller', () => {
    test('64 KiB create a message, and its connection goes on', async () => {
      const token = `DirectLogin: token=${staff.token}\r\n`;
      const body = padded(64 * KIB);
      const one = raw(messages, `${token}Content-Length: ${body.length}`, body);
      const answers = await exchangeRaw([one + one.replace('HTTP/1.1\r\n', 'HTTP/1.1\r\nConnection: close\r\n')]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const chunked = { 'Transfer-Encoding': 'chunked', DirectLogin: `token=${staff.token}`, ...JSON_TYPE };
      expect((await exchange(shared().url, 'POST', messages, chunked, body)).status).toBe(201);
    });

    test('a malformed one is 400, in the words of short ones', async () => {
      const { status, body } = await post(messages, `${MANY_LISTS(20_000)},`, { token: staff.token });
      expect([status, body.message.slice(0, 9)]).toEqual([400, 'OBP-10001']);
    });

    test('other limits are those of the operation', async () => {
      const manager = await world.user('manager');
      const big = JSON.stringify({ note: 'x'.repeat(900_000) });
      const schemas = '/obp/v4.0.0/management/json-schema-validations/OBPv4.0.0-createBank';
      const refused = await post(schemas, big, { token: manager.token });
      expect([refused.status, refused.body.message.slice(0, 9)]).toEqual([403, 'OBP-20006']); // read: the role is asked for after the body
      expect((await post(schemas, big.padEnd(1_048_577), { token: manager.token })).status).toBe(413);
      const bank = await post('/obp/v4.0.0/banks', ' '.repeat(64 * KIB + 1), { token: manager.token });
      expect(bank.body.message).toMatch(/At most 65536 bytes are accepted\.$/);
    });

    test('beyond its call limit is 429, and each call counts once', async () => {
      const setter = await world.user('setter');
      await world.grant(setter, 'CanSetCallLimits');
      await world.grantIfMissing(world.admin, 'CanCreateConsumer');
      const consumer = await newConsumer(world);
      await world.client.put(
        `/obp/v3.1.0/management/consumers/${consumer.consumerId}/consumer/call-limits`,
        { ...NO_LIMITS, per_hour_call_limit: '2' },
        { token: setter.token },
      );
      const token = await loginThrough(world, staff, consumer);
      const answers = [];
      for (let call = 0; call < 3; call++) answers.push(await post(messages, padded(20_000), { token }));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
      const [answer] = await exchangeRaw([raw(messages, `DirectLogin: token=${token}\r\nContent-Length: 20000`)]);
      expect([answer?.status, answer?.headers.connection]).toEqual([429, 'close']);
    });

    test('who waits to be asked for the body is asked when it is wanted', async () => {
      const body = padded(30_000);
      const expecting = (token: string): string =>
        raw(messages, `DirectLogin: token=${token}\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: ${body.length}`);
      expect((await exchangeRaw([expecting('bad')])).map(({ status }) => status)).toEqual([401]);
      expect((await exchangeRaw([expecting(staff.token), body])).map(({ status }) => status)).toEqual([100, 201]);
    });
  });
});

/** Does not look at the socket before everything is written. */
function sendThenRead(request: string): Promise<string> {
  const { hostname, port } = new URL(shared().url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    let answer = '';
    socket.pause();
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.write(request, () => socket.resume());
  });
}
