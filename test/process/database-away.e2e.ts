import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { type Answer, exchange } from '../support/client.js';
import { documentOf, exampleOf, operationsOf, VERSIONS } from '../support/documents.js';
import { OAuth1Client } from '../support/oauth1.js';
import { Proxy } from '../support/proxy.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { launch, removeFolder, runToEnd, type Service, startService, temporaryFolder } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';

jest.setTimeout(180_000);

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('a database that is away', () => {
  const dataDir = temporaryFolder();
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let proxy: Proxy;
  const env = (): Record<string, string> => ({ DATABASE_URL: proxy.url, SANDBOX: 'true', DATA_DIR: dataDir });

  beforeAll(async () => {
    database = await createDatabase();
  });
  beforeEach(async () => {
    proxy = await Proxy.before(database.url);
  });
  afterEach(() => proxy.close());
  afterAll(async () => {
    await database.drop();
    removeFolder(dataDir);
  });

  test('at the start it is waited for, and the wait is shown', async () => {
    await proxy.cut();
    const starting = launch({ ...env(), PORT: '0' });
    await until('the wait is shown', () => starting.output().includes('waiting for the database: ECONNREFUSED (0 of 60 s)'));
    await proxy.restore();
    await until('it listens', () => starting.output().includes('listens on'));
    starting.child.kill();
    expect(await starting.exited).toBe(0);
  });

  test.each([
    ['refuses', () => proxy.cut(), 'ECONNREFUSED'],
    ['takes connections and says nothing', () => proxy.swallow(), 'no answer'],
  ])('one that %s is not waited for longer than asked', async (_, lose, reason) => {
    await lose();
    const { code, output } = await runToEnd({ ...env(), DATABASE_WAIT_SECONDS: '2' });
    expect([code, output.trim().split('\n').at(-1)]).toEqual([78, `DATABASE_URL: the server did not answer within 2 seconds: ${reason}`]);
  });

  test.each([
    ['no such database', (url: URL) => (url.pathname = '/no_such_database')],
    ['wrong user or password, or no access from this machine', (url: URL) => (url.username = 'no_such_user')],
  ])('%s is not waited for', async (reason, spoil) => {
    const url = new URL(database.url);
    spoil(url);
    const { code, output } = await runToEnd({ ...env(), DATABASE_URL: url.href });
    expect([code, output.trim()]).toEqual([78, `DATABASE_URL: the server refused the connection: ${reason}`]);
  });

  describe('later', () => {
    let service: Service;
    let client: SandboxClient;

    beforeEach(async () => {
      service = await startService(env());
      client = await SandboxClient.of(service);
    });
    afterEach(async () => {
      expect(await service.stop()).toBe(0);
      expect(service.output()).not.toMatch(/OBP-50000|the service ends|Unhandled/);
    });

    const health = async (name: string): Promise<number> => (await exchange(service.url, 'GET', `/health/${name}`, {})).status;

    test('is answered 503 until it is back, and found again without a restart', async () => {
      expect((await client.send('before')).status).toBe(201);
      for (let round = 1; round <= 2; round++) {
        const running = Array.from({ length: 30 }, (_, index) => client.send(`round ${round}, ${index}`));
        await proxy.cut();
        for (const { status } of await Promise.all(running)) expect([201, 503]).toContain(status);

        const answers = await Promise.all([client.send('away'), client.get(client.messages), client.send('away')]);
        for (const { status, body, headers } of answers)
          expect([status, body, headers['retry-after']]).toEqual([503, { code: 503, message: expect.stringMatching(/^OBP-50019: /) }, '1']);
        expect([await health('live'), await health('ready')]).toEqual([200, 503]);

        await proxy.restore();
        expect(await health('ready')).toBe(200);
        expect((await client.send(`after ${round}`)).status).toBe(201);
      }
      const texts = await client.texts();
      expect(texts).toEqual(expect.arrayContaining(['before', 'after 1', 'after 2']));
      expect(texts).not.toContain('away');
    });

    const NOT_KNOWN = / it is not known whether the request was carried out\.$/;

    test('a create whose answer is lost is said to be unknown, and nothing else is', async () => {
      expect((await client.send('before')).status).toBe(201);
      proxy.swallowAnswers();
      const [creating, listing] = [client.send('unheard but stored'), client.get(client.messages)];
      const stored = async (): Promise<boolean> =>
        (await sql(database.url, `SELECT 1 FROM messages WHERE message = 'unheard but stored'`)).length === 1;
      await until('the message is stored', stored);
      await proxy.cut();
      expect([(await creating).status, (await creating).body.message]).toEqual([503, expect.stringMatching(NOT_KNOWN)]);
      expect([(await listing).status, (await listing).body.message]).toEqual([503, expect.not.stringMatching(NOT_KNOWN)]);

      // Once the service has seen that its connections are closed, it sends nothing on them.
      await until('a create is known not to be sent', async () => {
        const { status, body } = await client.send('never sent');
        expect([status, body.message]).toEqual([503, expect.stringMatching(/^OBP-50019: Cannot connect to the OBP database\./)]);
        return body.message === 'OBP-50019: Cannot connect to the OBP database.';
      });
    });

    test('connections that the server ends cost at most a 503', async () => {
      const { pathname } = new URL(database.url);
      for (let round = 1; round <= 15; round++) {
        const running = Array.from({ length: 40 }, (_, index) => client.send(`ended ${round}, ${index}`));
        await sql(
          database.url,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'customer-messages'`,
          [pathname.slice(1)],
        );
        for (const { status } of await Promise.all(running)) expect([201, 503]).toContain(status);
      }
      await until('requests succeed', async () => (await client.send('after')).status === 201);
      for (let index = 0; index < 30; index++) expect((await client.send('after')).status).toBe(201);
      expect(await health('ready')).toBe(200);
    });

    test('every route says so with 503, or answers what it knows without it', async () => {
      const { consumer_key: key, consumer_secret: secret, bank_id: bank, customer_id: customer, users } = client.sandbox;
      const documents = await Promise.all(VERSIONS.map(async (version) => [version, await documentOf(version, service.url)] as const));
      const oauth = new OAuth1Client(service.url, { key, secret });
      await proxy.cut();
      const answers: [name: string, answer: Answer][] = [];
      for (const [version, document] of documents)
        for (const { verb, path, operation } of operationsOf(version, document)) {
          const values: Record<string, string> = { BANK_ID: bank, CUSTOMER_ID: customer, USER_ID: users.staff.user_id };
          const example = (name: string): string =>
            encodeURIComponent(values[name] ?? operation.parameters?.find((parameter) => parameter.name === name)?.example ?? 'none');
          const target = path.replace(/\{(\w+)\}/g, (_whole, name: string) => example(name));
          const schema = operation.requestBody?.content['application/json']?.schema;
          const payload = schema && JSON.stringify(exampleOf(document, schema));
          const headers = {
            DirectLogin: `token=${client.token}`,
            ...(payload === undefined ? {} : { 'Content-Type': 'application/json' }),
          };
          answers.push([`${verb} ${target}`, await exchange(service.url, verb.toUpperCase(), target, headers, payload)]);
        }
      const { username, password } = users.staff;
      const direct = { DirectLogin: `username=${username},password=${password},consumer_key=${key}` };
      const page = { Accept: 'text/html' };
      const token = { key: 'none', secret: '' };
      const form = { ...page, 'Content-Type': 'application/x-www-form-urlencoded' };
      answers.push(
        ['DirectLogin', await exchange(service.url, 'POST', '/my/logins/direct', direct)],
        ['/oauth/initiate', await oauth.send('/oauth/initiate', { method: 'POST', oauth: { oauth_callback: 'oob' } })],
        ['/oauth/token', await oauth.send('/oauth/token', { method: 'POST', token, oauth: { oauth_verifier: 'none' } })],
        ['signed call', await oauth.send('/obp/v4.0.0/users/current', { token })],
        ['authorize', await exchange(service.url, 'GET', '/oauth/authorize?oauth_token=none', page)],
        ['authorize, answered', await exchange(service.url, 'POST', '/oauth/authorize', form, 'oauth_token=none&username=x&password=y')],
      );
      const name = ([call, { status, body }]: (typeof answers)[number]): string =>
        `${call}: ${status} ${JSON.stringify(body)?.slice(0, 90)}`;
      expect(answers.filter((one) => one[1].status === 401 || (one[1].status >= 500 && one[1].status !== 503)).map(name)).toEqual([]);
      expect(answers.filter(([, { status, headers }]) => status === 503 && headers['retry-after'] === undefined).map(name)).toEqual([]);
      for (const call of ['DirectLogin', '/oauth/initiate', '/oauth/token', 'signed call', 'authorize'])
        expect([call, answers.find((one) => one[0] === call)?.[1].status]).toEqual([call, 503]);
      expect(answers.filter(([, { status }]) => status === 503).length).toBeGreaterThan(200);
    });

    test('one that says nothing any more does not hold requests for ever', async () => {
      await proxy.swallow();
      const since = Date.now();
      expect((await client.send('unheard')).status).toBe(503);
      expect(await health('ready')).toBe(503);
      expect(Date.now() - since).toBeLessThan(60_000);
      await proxy.cut();
    });
  });
});

onServer('what a refused request costs the pool', () => {
  test('nothing: its connection is kept', async () => {
    const { url, drop } = await createDatabase();
    const service = await startService({ DATABASE_URL: url, SANDBOX: 'true' });
    const client = await SandboxClient.of(service);
    const backends = async (): Promise<number[]> => {
      const rows = await sql<{ pid: number }>(
        url,
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'customer-messages' ORDER BY pid`,
      );
      return rows.map(({ pid }) => pid);
    };
    await client.send('warm');
    const before = await backends();
    expect(before).not.toEqual([]);
    for (let index = 0; index < 10; index++) {
      const path = client.messages.replace(client.sandbox.customer_id, `nobody-${index}`);
      const headers = { DirectLogin: `token=${client.token}`, 'Content-Type': 'application/json' };
      const body = { message: 'm', transport: 't', from_department: 'd', from_person: 'p' };
      expect((await exchange(service.url, 'POST', path, headers, JSON.stringify(body))).status).toBe(404);
    }
    expect(await backends()).toEqual(before);
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });
});
