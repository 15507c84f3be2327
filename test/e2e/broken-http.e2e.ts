import net from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { shared } from '../support/client.js';
import { exchangeRaw, IS_PARSER_STRICT, type RawAnswer } from '../support/raw.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const CLOSE = 'Connection: close\r\n';

describe('bytes on a socket', () => {
  let world: World;
  let staff: WorldUser;
  let path: string;
  let host: string;

  beforeAll(async () => {
    world = await World.create();
    staff = await world.user('staff');
    const bank = await world.bank();
    path = `/obp/v4.0.0/banks/${bank}/customers/${await world.customer(bank)}/messages`;
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    host = `Host: ${new URL(shared().url).host}\r\n`;
  });

  const credentials = (): string => `DirectLogin: token=${staff.token}\r\n`;
  const getRequest = (headers = ''): string => `GET ${path} HTTP/1.1\r\n${host}${credentials()}${headers}\r\n`;
  const postRequest = (message: string, headers = ''): string => {
    const body = JSON.stringify({ ...MESSAGE, message });
    return `POST ${path} HTTP/1.1\r\n${host}${credentials()}${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const texts = async (): Promise<string[]> =>
    (await world.client.get(path, { token: staff.token })).body.messages.map(({ message }: { message: string }) => message);

  describe('that are HTTP', () => {
    test('HTTP/1.0, without a Host, is answered and the connection closed', async () => {
      const [answer] = await exchangeRaw([`GET ${path} HTTP/1.0\r\n${credentials()}\r\n`]);
      expect([answer?.status, JSON.parse(answer?.body ?? '')]).toEqual([200, { messages: expect.any(Array) }]);
    });

    test('one connection carries one request after the other', async () => {
      const answers = await exchangeRaw([getRequest(), postRequest('kept alive'), getRequest(CLOSE)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 201, 200]);
      const [last] = await exchangeRaw([getRequest(CLOSE)]);
      expect(last?.body).toContain('kept alive');
    });

    test('so it does after refusals, also of bodies that were never read', async () => {
      const unread = `POST /nowhere HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 16000\r\n\r\n${'x'.repeat(16_000)}`;
      const answers = await exchangeRaw([unread, `GET ${path} HTTP/1.1\r\n${host}\r\n`, getRequest(CLOSE)]);
      expect(answers.map(({ status }) => status)).toEqual([404, 401, 200]);
    });

    test('requests in one go are answered in their order', async () => {
      const answers = await exchangeRaw([
        [
          postRequest('pipelined 1'),
          getRequest(),
          postRequest('pipelined 2'),
          `GET /nowhere HTTP/1.1\r\n${host}\r\n`,
          getRequest(CLOSE),
        ].join(''),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 200, 201, 404, 200]);
    });

    test('a request may come in pieces, a chunked body too', async () => {
      const whole = postRequest('in pieces', CLOSE);
      const pieces = [whole.slice(0, 7), whole.slice(7, 60), whole.slice(60, -5), whole.slice(-5)];
      expect((await exchangeRaw(pieces)).map(({ status }) => status)).toEqual([201]);
      const body = JSON.stringify({ ...MESSAGE, message: 'in chunks' });
      const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
      const head = `POST ${path} HTTP/1.1\r\n${host}${credentials()}${CLOSE}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
      expect((await exchangeRaw([head, chunk(body.slice(0, 9)), chunk(body.slice(9)), '0\r\n\r\n'])).map(({ status }) => status)).toEqual([
        201,
      ]);
      expect(await texts()).toEqual(expect.arrayContaining(['in pieces', 'in chunks']));
    });

    test('an Expect is met or ignored', async () => {
      for (const expectation of ['100-continue', 'something']) {
        const answers = await exchangeRaw([postRequest(`expecting ${expectation}`, `${CLOSE}Expect: ${expectation}\r\n`)]);
        expect(answers.at(-1)?.status).toBe(201);
      }
    });

    test('an offer to speak another protocol is not taken up', async () => {
      const [answer] = await exchangeRaw([getRequest('Upgrade: websocket, h2c\r\nConnection: Upgrade, close\r\n')]);
      expect(answer?.status).toBe(200);
    });

    describe('whose sender ends its side at once', () => {
      const halfClosed = (...parts: string[]): Promise<RawAnswer[]> => exchangeRaw(parts, undefined, true);

      test('a request is answered, and then the connection closed', async () => {
        const [read] = await halfClosed(getRequest());
        expect([read?.status, JSON.parse(read?.body ?? '')]).toEqual([200, { messages: expect.any(Array) }]);
        expect((await halfClosed(postRequest('half closed'))).map(({ status }) => status)).toEqual([201]);
        const [page] = await halfClosed(`GET /explorer HTTP/1.1\r\n${host}\r\n`);
        expect([page?.status, page?.body.endsWith('</html>')]).toEqual([200, true]);
      });

      test('so is one that takes long, and each of several in one go', async () => {
        const login = `DirectLogin: username=${staff.username},password=${PASSWORD},consumer_key=${world.consumerKey}\r\n`;
        const slow = `POST /my/logins/direct HTTP/1.1\r\n${host}${login}Content-Length: 0\r\n\r\n`;
        expect((await halfClosed(slow)).map(({ status }) => status)).toEqual([201]);
        const many = await halfClosed(slow + getRequest() + postRequest('half closed, in one go') + getRequest());
        expect(many.map(({ status }) => status)).toEqual([201, 200, 201, 200]);
      });

      test('what is no whole request is not carried out, and nothing is left open', async () => {
        const before = await texts();
        expect((await halfClosed(postRequest('half of it').slice(0, -3))).map(({ status }) => status)).toEqual([400]);
        expect(await halfClosed('GET /health/live HTTP/1.1\r\n')).toEqual([expect.objectContaining({ status: 400 })]);
        expect(await halfClosed()).toEqual([]);
        expect(await texts()).toEqual(before);
      });
    });

    test('a path in absolute form is its path', async () => {
      const [answer] = await exchangeRaw([getRequest(CLOSE).replace(path, shared().url + path)]);
      expect([answer?.status, JSON.parse(answer?.body ?? '')]).toEqual([200, { messages: expect.any(Array) }]);
    });
  });

  describe('that are not, or too much', () => {
    const flood = Array.from({ length: 3_000 }, (_, index) => `X-${index}: ${'a'.repeat(30)}\r\n`).join('');
    const length = 'Content-Length: 3\r\n';

    test.each<[string, status: number, code: string, () => (string | Buffer)[]]>([
      ['words', 400, 'OBP-98003', () => ['hello world\r\n\r\n']],
      ['a TLS greeting', 400, 'OBP-98003', () => [Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])]],
      ['HTTP/2', 400, 'OBP-98003', () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
      ['HTTP/3.0', 400, 'OBP-98003', () => [getRequest().replace('HTTP/1.1', 'HTTP/3.0')]],
      ['an unknown verb', 400, 'OBP-98003', () => [getRequest().replace('GET', 'FETCH')]],
      ['a verb in small letters', 400, 'OBP-98003', () => [getRequest().replace('GET', 'get')]],
      ['no Host', 400, 'OBP-98003', () => [getRequest(CLOSE).replace(host, '')]],
      ...(IS_PARSER_STRICT
        ? [['a blank in a header name', 400, 'OBP-98003', () => [getRequest('X Y: 1\r\n')]] as [string, number, string, () => string[]]]
        : []),
      ['a control character in a header', 400, 'OBP-98003', () => [getRequest('X: a\u0001b\r\n')]],
      ['a NUL in the path', 400, 'OBP-98003', () => [getRequest().replace(path, `${path}\0`)]],
      ['a length that is no number', 400, 'OBP-98003', () => [getRequest('Content-Length: x\r\n')]],
      ['a negative length', 400, 'OBP-98003', () => [getRequest('Content-Length: -1\r\n')]],
      ['two lengths', 400, 'OBP-98003', () => [`${getRequest(`${length}Content-Length: 4\r\n`)}abcd`]],
      ['a length and chunks', 400, 'OBP-98003', () => [`${getRequest(`${length}Transfer-Encoding: chunked\r\n`)}0\r\n\r\n`]],
      [
        'a chunk of no size',
        400,
        'OBP-98003',
        () => [getRequest('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n').replace('GET', 'POST'), 'zz\r\n'],
      ],
      ['a flood of headers', 431, 'OBP-98004', () => [getRequest(flood)]],
      ['one very long header', 431, 'OBP-98004', () => [getRequest(`X: ${'a'.repeat(200_000)}\r\n`)]],
      ['a very long path', 431, 'OBP-98004', () => [getRequest().replace(path, `/${'a'.repeat(200_000)}`)]],
      [
        'headers without end',
        431,
        'OBP-98004',
        () => [getRequest().slice(0, -2), ...Array.from({ length: 8 }, (_, n) => `X-${n}: ${'a'.repeat(4_000)}\r\n`)],
      ],
      ['CONNECT', 404, 'OBP-10404', () => [`CONNECT bank.example:443 HTTP/1.1\r\n${host}\r\n`]],
      ['TRACE', 404, 'OBP-10404', () => [getRequest(CLOSE).replace('GET', 'TRACE')]],
    ])('%s: %i', async (_name, status, code, parts) => {
      const answers = await exchangeRaw(parts());
      expect(answers.length).toBe(1);
      expectObpError(answers[0] as RawAnswer, status, code);
      expect((await world.client.get(path, { token: staff.token })).status).toBe(200);
    });

    test('what follows a broken request on the connection is not looked at', async () => {
      const before = await texts();
      const answers = await exchangeRaw([`GET ${path} HTTP/1.1\r\nX: a\u0001b\r\n\r\n${postRequest('smuggled')}`]);
      expect(answers.map(({ status }) => status)).toEqual([400]);
      expect(await texts()).toEqual(before);
    });

    test('what came before it is answered first', async () => {
      const broken = await exchangeRaw([getRequest() + postRequest('before') + `GET ${path} HTTP/1.1\r\nX: a\u0001b\r\n\r\n`]);
      expect(broken.map(({ status }) => status)).toEqual([200, 201, 400]);
      const chunked = postRequest('cut', 'Transfer-Encoding: chunked\r\n').replace(/Content-Length[^]*/, '\r\nzz\r\n');
      expect((await exchangeRaw([getRequest() + chunked])).map(({ status }) => status)).toEqual([200, 400]);
      expect((await exchangeRaw([getRequest(CLOSE) + getRequest()])).map(({ status }) => status)).toEqual([200]);
    });

    test('a body of which too little came stores nothing and harms nobody', async () => {
      const before = await texts();
      const { length: whole } = postRequest('cut short');
      for (const at of [whole - 1, whole - 40]) {
        const { hostname, port } = new URL(shared().url);
        await new Promise<void>((resolve) => {
          const socket = net.connect(Number(port), hostname, () => {
            socket.write(postRequest('cut short').slice(0, at), () => setTimeout(() => socket.destroy(), 20));
          });
          socket.on('close', () => resolve());
          socket.on('error', () => undefined);
        });
      }
      expect(await texts()).toEqual(before);
    });
  });

  function expectObpError({ status, reason, headers, body, text }: RawAnswer, wanted: number, code: string): void {
    expect([status, headers['content-type']]).toEqual([wanted, 'application/json; charset=utf-8']);
    expect(reason).toBe({ 400: 'Bad Request', 404: 'Not Found', 431: 'Request Header Fields Too Large' }[wanted]);
    const { message } = JSON.parse(body) as { message: string };
    expect(JSON.parse(body)).toEqual({ code: wanted, message });
    expect(message.slice(0, 9)).toBe(code);
    expect(headers).toMatchObject({
      'correlation-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache, private, no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    expect(headers).not.toHaveProperty('etag');
    expect(text).not.toMatch(/fastify|nest|node:|HPE_|parse error| at /i);
  }
});
