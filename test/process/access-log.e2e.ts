import net from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { exchangeRaw } from '../support/raw.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { until } from '../support/sql.js';

jest.setTimeout(120_000);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Line extends Record<string, unknown> {
  readonly correlationId?: string;
}

const jsonLines = (output: string): Line[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

describe('the access log', () => {
  let service: Service;
  let client: SandboxClient;
  let database: Awaited<ReturnType<typeof ownDatabase>>;

  const lines = (): Line[] => jsonLines(service.output()).filter(({ msg }) => msg === 'access');
  /** The line of a request; there is one, and no second. */
  const lineOf = async (is: (line: Line) => boolean): Promise<Line> => {
    await until('the line is written', () => Promise.resolve(lines().some(is)));
    const found = lines().filter(is);
    expect(found).toHaveLength(1);
    return found[0] as Line;
  };
  const lineWith = (correlationId: string): Promise<Line> => lineOf((line) => line.correlationId === correlationId);

  beforeAll(async () => {
    database = await ownDatabase();
    service = await startService({ ...database.env, ACCESS_LOG: 'true', JWT_SECRET: 'a-jwt-secret-of-at-least-32-characters' });
    client = await SandboxClient.of(service);
  });

  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(service.dataDir);
  });

  test('says who called what, from where, how long it took and how much was sent', async () => {
    const headers = { DirectLogin: `token=${client.token}`, 'X-Request-ID': 'chosen.by.the.caller' };
    const { status } = await exchange(service.url, 'GET', `${client.messages}?limit=7`, headers);
    expect(status).toBe(200);
    const line = await lineWith('chosen.by.the.caller');
    const { session } = JSON.parse(Buffer.from(client.token.split('.')[1] ?? '', 'base64url').toString(), (key, value: unknown) =>
      key === '' ? { session: (value as { jti: string }).jti } : value,
    ) as { session: string };
    expect(line).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      correlationId: 'chosen.by.the.caller',
      requestId: expect.stringMatching(UUID),
      method: 'GET',
      operationId: 'OBPv4.0.0-getCustomerMessages',
      status: 200,
      duration: expect.any(Number),
      userId: client.sandbox.users.staff.user_id,
      consumerId: expect.stringMatching(/^\S+$/),
      sessionId: session,
      address: '127.0.0.1',
      bytesIn: expect.any(Number),
      bytesOut: expect.any(Number),
      msg: 'access',
    });
    expect(line.duration).toBeGreaterThan(0);
    expect(line.bytesIn).toBeGreaterThan(200); // with its headers
    expect(line.bytesOut).toBeGreaterThan(200);
  });

  test('counts the bytes of each request on a connection that is kept', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = net.connect(Number(port), hostname);
    let received = 0;
    socket.on('data', (data) => (received += data.length));
    for (const id of ['kept-1', 'kept-2-longer']) {
      const request = `GET /health/live HTTP/1.1\r\nHost: a\r\nX-Request-ID: ${id}\r\n\r\n`;
      received = 0;
      socket.write(request);
      const line = await lineWith(id);
      await until('the answer is here', () => received >= Number(line.bytesOut));
      expect([line.bytesIn, line.bytesOut]).toEqual([request.length, received]);
    }
    socket.destroy();
  });

  test.each([
    ['a caller who is nobody', 'GET', '/obp/v4.0.0/users/current', {}, 401, 'OBPv3.0.0-getCurrentUser'],
    ['a bad token', 'GET', '/obp/v4.0.0/users/current', { DirectLogin: 'token=x' }, 401, 'OBPv3.0.0-getCurrentUser'],
    ['a path that is no route', 'GET', '/nothing/eveline@example.com', {}, 404, undefined],
    ['a path that cannot be decoded', 'GET', '/obp/%zz', {}, 404, undefined],
    ['OPTIONS', 'OPTIONS', '/obp/v4.0.0/banks', {}, 204, undefined],
    ['an answer that is not JSON', 'GET', '/obp/v4.0.0/banks', { Accept: 'text/html' }, 404, 'OBPv4.0.0-getBanks'],
    ['a page', 'GET', '/explorer', {}, 200, 'getExplorer'],
  ])('has a line for %s', async (_case, method, path, headers, status, operationId) => {
    const answer = await exchange(service.url, method, path, headers);
    const line = await lineWith(answer.headers['correlation-id'] as string);
    expect([line.status, line.operationId, line.method, line.userId]).toEqual([status, operationId, method, undefined]);
    expect(line.requestId).toBe(line.correlationId); // nobody has chosen another
  });

  test.each([
    ['what is no HTTP', 'GARBAGE\r\n\r\n', 400],
    ['CONNECT', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n', 404],
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
  ])('has a line for %s', async (_case, text, status) => {
    const [answer] = await exchangeRaw([text], service.url);
    expect(answer?.status).toBe(status);
    const line = await lineWith(answer?.headers['correlation-id'] ?? '');
    expect([line.status, line.operationId, line.address]).toEqual([status, undefined, '127.0.0.1']);
  });

  test('has one line, with the answer, for a request that breaks in its body', async () => {
    const head = `POST ${client.messages} HTTP/1.1\r\nHost: a\r\nX-Request-ID: broken-body\r\nDirectLogin: token=${client.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const before = lines().length;
    const [answer] = await exchangeRaw([head, 'no chunk\r\n'], service.url);
    expect(answer?.status).toBe(400);
    const line = await lineWith(answer?.headers['correlation-id'] ?? '');
    expect([line.status, line.aborted, line.operationId]).toEqual([400, undefined, 'OBPv4.0.0-createCustomerMessage']);
    expect(lines().length).toBe(before + 1);
  });

  test('says of a caller who went away that there was no answer', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = net.connect(Number(port), hostname);
    socket.write(
      `POST ${client.messages} HTTP/1.1\r\nHost: a\r\nX-Request-ID: went-away\r\nDirectLogin: token=${client.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
      () => setTimeout(() => socket.resetAndDestroy(), 50),
    );
    const line = await lineWith('went-away');
    expect([line.status, line.aborted, line.address, line.operationId]).toEqual([
      undefined,
      true,
      '127.0.0.1',
      'OBPv4.0.0-createCustomerMessage',
    ]);
  });

  test('holds nothing of what was sent or asked', async () => {
    const body = JSON.stringify({ message: 'planted-text', transport: 'planted-transport', from_department: 'd', from_person: 'p' });
    const own = { DirectLogin: `token=${client.token}`, 'Content-Type': 'application/json' };
    await exchange(
      service.url,
      'POST',
      `${client.messages}?planted-query=+44-planted-phone`,
      { ...own, 'X-Request-ID': 'planted.1' },
      body,
    );
    await exchange(service.url, 'GET', '/obp/v4.0.0/users/email/planted%40example.com/terminator', { ...own, 'X-Request-ID': 'planted.2' });
    await exchange(service.url, 'POST', '/my/logins/direct', {
      DirectLogin: 'username=planted-name,password=planted-password,consumer_key=planted-key',
      'X-Request-ID': 'planted.3',
    });
    await exchange(service.url, 'GET', '/password-reset?token=planted-token', { 'X-Request-ID': 'planted.4' });
    for (const id of ['planted.1', 'planted.2', 'planted.3', 'planted.4']) await lineWith(id);
    const written = lines().map((line) => JSON.stringify(line).replace(/planted\.[1234]/, ''));
    expect(written.filter((line) => /planted|eveline|example\.com/.test(line))).toEqual([]);
    expect(written.filter((line) => line.includes(client.token) || line.includes(client.sandbox.customer_id))).toEqual([]);
  });

  test('holds up nobody while nobody reads it, not even the end', async () => {
    const reader = service.process.stdout as NodeJS.ReadableStream;
    reader.pause();
    // More than a pipe and its two ends hold.
    for (let round = 0; round < 60; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(service.url, 'GET', '/obp/v4.0.0/users/current', {})));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    }
    service.process.kill('SIGTERM');
    await new Promise((resolve) => service.process.once('exit', resolve));
    reader.resume();
    expect(service.process.exitCode).toBe(0);
  });

  // A database without the sandbox takes long to make where it is embedded.
  const onServer = databaseKind() === 'postgres' ? test : test.skip;
  onServer('is written in production unless it is switched off, and the start and the end are JSON there', async () => {
    removeFolder(service.dataDir);
    await database.drop();
    database = await ownDatabase();
    service = await startService({
      ...database.env,
      NODE_ENV: 'production',
      SANDBOX: 'false',
      EMBEDDED_DATABASE: 'true',
      JWT_SECRET: 'a-jwt-secret-of-at-least-32-characters',
      SECRETS_KEY: 'a-secrets-key-of-at-least-32-characters',
    });
    await exchange(service.url, 'GET', '/health/live', { 'X-Request-ID': 'in-production' });
    expect((await lineWith('in-production')).operationId).toBe('getLiveness');
    expect(await service.stop()).toBe(0);
    const written = service.output().trim().split('\n');
    expect(written.map((line) => JSON.parse(line) as Line).map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['starting the service', `Customer Messages listens on ${service.url}`, 'access', 'stopping']),
    );
  });
});
