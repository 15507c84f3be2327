import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';

jest.setTimeout(180_000);

/** Each is sent in one way or another; none may be found in what the service writes. */
const SECRETS = {
  text: 'planted-text-of-a-message',
  longText: 'planted-long-text-'.repeat(80),
  department: 'planted-department',
  password: 'Planted-Password-1',
  token: `${base64({ alg: 'HS256', kid: 'planted' })}.${base64({ jti: 'planted-token' })}.planted-signature`,
  query: 'planted-query',
  newPassword: 'Planted-New-Password-1',
  broken: 'planted-broken-json',
  authorization: 'planted-authorization',
};

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('the log at LOG_LEVEL=trace', () => {
  const statuses = new Set<number>();
  let service: Service;
  let client: SandboxClient;
  let database: Awaited<ReturnType<typeof ownDatabase>>;

  const call = async (method: string, path: string, headers: Record<string, string>, payload?: string): Promise<void> => {
    const { status } = await exchange(service.url, method, path, { 'Content-Type': 'application/json', ...headers }, payload);
    statuses.add(status);
  };
  const message = (text: string, more: Record<string, unknown> = {}): string =>
    JSON.stringify({ message: text, transport: 'SMS', from_department: SECRETS.department, from_person: 'p', ...more });

  beforeAll(async () => {
    database = await ownDatabase();
    service = await startService({ ...database.env, LOG_LEVEL: 'trace', JWT_SECRET: 'a-planted-jwt-secret-of-32-characters' });
    client = await SandboxClient.of(service);
  });

  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(service.dataDir);
  });

  test('a day of right and wrong requests', async () => {
    const own = { DirectLogin: `token=${client.token}` };
    const key = client.sandbox.consumer_key;
    await call('POST', client.messages, own, message(SECRETS.text));
    await call('POST', `${client.messages}?password=${SECRETS.query}`, own, message(SECRETS.text));
    await call('GET', client.messages, own);
    for (const body of [
      message(SECRETS.longText),
      message('x', { from_department: SECRETS.longText }),
      message('x', { transport: { [SECRETS.broken]: 1 } }),
      `{"message":"${SECRETS.broken}`,
      `{"__proto__":"${SECRETS.broken}"}`,
      `"${SECRETS.broken}"`,
      message(`${SECRETS.text}\u0000`),
    ])
      await call('POST', client.messages, own, body);
    await call('POST', client.messages.replace(client.sandbox.customer_id, 'nobody'), own, message(SECRETS.text));
    for (const headers of [
      { DirectLogin: `token=${SECRETS.token}` },
      { Authorization: `Bearer ${SECRETS.token}` },
      { Authorization: `DirectLogin token="${SECRETS.token}"` },
      { Authorization: `Basic ${SECRETS.authorization}` },
      { DirectLogin: `token=${client.token}${SECRETS.token}` },
    ])
      await call('POST', client.messages, headers, message(SECRETS.text));
    for (const username of [client.sandbox.users.staff.username, 'nobody', '\u00a7'])
      await call('POST', '/my/logins/direct', { DirectLogin: `username=${username},password=${SECRETS.password},consumer_key=${key}` });
    await call('POST', '/my/logins/direct', {
      DirectLogin: `username=x,password=${SECRETS.password},consumer_key=${SECRETS.authorization}`,
    });
    for (const username of ['planted.user', 'planted.user', ''])
      await call(
        'POST',
        '/obp/v4.0.0/users',
        {},
        JSON.stringify({ email: 'e@example.com', username, password: SECRETS.newPassword, first_name: 'f', last_name: 'l' }),
      );
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 401, 404]));
  });

  // The embedded one cannot be broken from outside.
  const onServer = databaseKind() === 'postgres' ? test : test.skip;
  onServer('errors of the database', async () => {
    const { DATABASE_URL: url = '' } = database.env;
    const own = { DirectLogin: `token=${client.token}` };
    statuses.clear();
    await sql(url, `ALTER TABLE messages ADD CONSTRAINT planted CHECK (message NOT LIKE 'planted%') NOT VALID`);
    await call('POST', client.messages, own, message(SECRETS.text));
    await sql(url, 'ALTER TABLE messages RENAME TO elsewhere');
    await call('POST', client.messages, own, message(SECRETS.text));
    await call('GET', client.messages, own);
    const batch = JSON.stringify([1, 2].map(() => ({ customer_id: client.sandbox.customer_id, ...JSON.parse(message(SECRETS.text)) })));
    const { status, body } = await exchange(
      service.url,
      'POST',
      '/messaging/v1/banks/gh.29.uk/messages',
      { 'Content-Type': 'application/json', ...own },
      batch,
    );
    expect([status, body.results.map((result: { status: number }) => result.status)]).toEqual([207, [500, 500]]);
    const logged = (): string[] => service.output().match(/a batch failed with OBP-50000: error 42P01/g) ?? [];
    await until('the batch is in the log', () => Promise.resolve(logged().length > 0));
    expect(logged()).toHaveLength(1);
    await sql(url, 'ALTER TABLE users RENAME TO elsewhere_too');
    await call('POST', '/my/logins/direct', {
      DirectLogin: `username=x,password=${SECRETS.password},consumer_key=${client.sandbox.consumer_key}`,
    });
    expect([...statuses]).toEqual([500]);
    expect(service.output()).toContain('"level":50');
  });

  test('says once that a proxy seems to be missing in TRUSTED_PROXIES', async () => {
    const warnings = (): string[] => service.output().match(/every request carries the header x-forwarded-for, and 127\.0\.0\.1/g) ?? [];
    const ask = (headers: Record<string, string>, path = '/obp/v4.0.0/root'): Promise<unknown> =>
      exchange(service.url, 'GET', path, headers);
    for (let times = 0; times < 60; times++) await ask(times === 30 ? {} : { 'X-Forwarded-For': '192.0.2.7' });
    expect(warnings()).toEqual([]);
    for (let times = 0; times < 110; times++) {
      await ask({ 'X-Forwarded-For': '192.0.2.7' });
      if (times % 10 === 0) await ask({}, '/health/live'); // as the proxy itself asks
    }
    await until('it is in the log', () => Promise.resolve(warnings().length > 0));
    expect(warnings()).toHaveLength(1);
  });

  test('shows none of what was sent, and of each refusal where it happened', async () => {
    const { headers } = await exchange(service.url, 'GET', '/obp/v4.0.0/users/current/user_id', { 'X-Request-ID': 'the.id' });
    expect(headers['correlation-id']).toBe('the.id');
    await service.stop();
    const output = service.output();
    const line = output.split('\n').find((text) => text.includes('"the.id"'));
    expect(JSON.parse(line ?? '')).toMatchObject({
      status: 401,
      code: 'OBP-20001',
      route: expect.stringContaining('/users/current/user_id'),
    });
    expect(output.match(/request refused/g)?.length).toBeGreaterThan(15);
    const found = [...Object.values(SECRETS), 'planted-', client.token, client.token.split('.')[2] ?? '', 'a-planted-jwt-secret'].filter(
      (secret) => output.includes(secret),
    );
    expect(found).toEqual([]);
  });
});
