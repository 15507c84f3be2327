import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, Client, exchange } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, runToEnd, type Service, startService } from '../support/service.mjs';
import { sql } from '../support/sql.js';
import { PASSWORD, World } from '../support/world.js';

const INVITATIONS = '/messaging/v1/banks/gh.29.uk/user-invitations';
const CLOSED = [403, 'OBP-98040: Nobody can sign up here.'];
const NOT_GOOD = [403, 'OBP-98044: This invitation is not good, or not any more: each can be used once, within 72 hours.'];

const told = ({ status, body }: Answer): [number, unknown] => [status, body?.message];

const person = (username: string, more: object = {}): object => ({
  email: 'felix@example.com',
  username,
  password: PASSWORD,
  first_name: 'Felix',
  last_name: 'Smith',
  ...more,
});

async function withService(env: Record<string, string>): Promise<{ service: Service; world: World; end: () => Promise<void> }> {
  const { env: database, drop } = await ownDatabase();
  const service = await startService({ ...database, ...env });
  const world = await World.create(new Client(service.url), service.dataDir);
  const end = async (): Promise<void> => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  };
  return { service, world, end };
}

describe('SIGN_UP=invited', () => {
  let service: Service;
  let world: World;
  let end: () => Promise<void>;

  beforeAll(async () => {
    ({ service, world, end } = await withService({
      SIGN_UP: 'invited',
      MAX_SIGN_UPS_FROM_ADDRESS: '3',
      MAX_BAD_LOGIN_ATTEMPTS: '2',
      TRUSTED_PROXIES: '127.0.0.0/8',
    }));
    await world.grantIfMissing(world.admin, 'CanCreateUserInvitation', 'gh.29.uk');
  });
  afterAll(() => end());

  const invite = async (): Promise<{ invitation_id: string; token: string; link: string; expires_at: string }> => {
    const answer = await world.client.post(INVITATIONS, undefined, {
      token: world.admin.token,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(told(answer)).toEqual([201, undefined]);
    return answer.body;
  };

  let turn = 0;
  /** Each time from another address, unless one is said. */
  const use = (invitation: string, username: string, more: object = {}, address = `198.51.100.${++turn}`): Promise<Answer> =>
    world.client.post('/messaging/v1/users', { ...person(username, more), invitation }, { headers: { 'X-Forwarded-For': address } });

  test('nobody signs up without an invitation, and only who holds the role invites', async () => {
    expect(told(await world.client.post('/obp/v4.0.0/users', person('uninvited.one')))).toEqual([
      403,
      'OBP-98041: Only who has been invited can sign up here. Please ask an administrator of the bank for an invitation.',
    ]);
    const { token } = await invite();
    const created = await use(token, 'invited.one');
    expect(created.body).toMatchObject({ username: 'invited.one', entitlements: { list: [] } });
    const invited = await world.client.login('invited.one', PASSWORD, world.consumerKey);
    const refused = await world.client.post(INVITATIONS, undefined, { token: invited, headers: { 'Content-Type': 'application/json' } });
    expect(told(refused)).toEqual([403, 'OBP-20006: User is missing one or more roles: CanCreateUserInvitation for BankId(gh.29.uk).']);
  });

  test('an invitation is good once, for 72 hours, and until it is withdrawn', async () => {
    const { token, expires_at: expires } = await invite();
    const hours = (new Date(expires).getTime() - Date.now()) / 3_600_000;
    expect([hours > 71.9, hours <= 72]).toEqual([true, true]);
    expect(token).toMatch(/^[a-z0-9]{40}$/);
    expect((await use(token, 'invited.two')).status).toBe(201);
    expect(told(await use(token, 'invited.three'))).toEqual(NOT_GOOD);
    expect(told(await use('made-up', 'invited.three'))).toEqual(NOT_GOOD);

    const { token: other, invitation_id: id } = await invite();
    const withdraw = (bank = 'gh.29.uk'): Promise<Answer> =>
      world.client.delete(`/messaging/v1/banks/${bank}/user-invitations/${id}`, { token: world.admin.token });
    expect(told(await withdraw())).toEqual([204, undefined]);
    expect(told(await withdraw())).toEqual([404, 'OBP-98043: User invitation not found. Please specify a valid value for INVITATION_ID.']);
    expect(told(await use(other, 'invited.three'))).toEqual(NOT_GOOD);
    const malformed = await world.client.delete(`${INVITATIONS}/no-uuid`, { token: world.admin.token });
    expect(malformed.status).toBe(404);
  });

  test('of two who use it at the same time one is refused; a refusal for another reason leaves it good', async () => {
    const { token } = await invite();
    expect((await use(token, 'too.weak.one', { password: 'short' })).status).toBe(400);
    expect((await use(token, 'no')).status).toBe(400);
    const both = await Promise.all(['raced.one', 'raced.two', 'raced.three'].map((name) => use(token, name)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
  });

  test('names are unique without case, and log in without it; spellings of one name share their bad logins', async () => {
    expect((await use((await invite()).token, 'Felix.Smith')).status).toBe(201);
    const { token } = await invite();
    expect((await use(token, 'felix.smith')).status).toBe(409);
    expect((await use(token, 'FELIX.SMITH')).status).toBe(409);
    for (const name of ['Felix.Smith', 'felix.smith', 'FELIX.smith'])
      expect(await world.client.login(name, PASSWORD, world.consumerKey)).toMatch(/^ey/);
    for (const name of ['felix.smith', 'FELIX.SMITH', 'Felix.Smith'])
      await expect(world.client.login(name, 'Wrong-Pass-2026!', world.consumerKey)).rejects.toThrow('OBP-20004');
    await expect(world.client.login('fElIx.smith', PASSWORD, world.consumerKey)).rejects.toThrow('OBP-20013');
  });

  test('one address signs up so many times within an hour, and others go on', async () => {
    const address = '203.0.113.50';
    const { token } = await invite();
    for (let times = 0; times < 3; times++) expect(told(await use('made-up', 'bounded.one', {}, address))).toEqual(NOT_GOOD);
    const refused = await use(token, 'bounded.one', {}, address);
    expect(told(refused)).toEqual([429, 'OBP-98042: Too many sign-ups from this address. Please try again later.']);
    expect(refused.headers['retry-after']).toBe('3600');
    expect((await use(token, 'bounded.one', {}, '203.0.113.51')).status).toBe(201);
  });

  test('the link leads to a page that signs up without script', async () => {
    const { link } = await invite();
    const { pathname, search } = new URL(link);
    const path = pathname + search;
    expect(link.startsWith(service.url)).toBe(true);
    const asked = await exchange(service.url, 'GET', path, {});
    expect(asked.status).toBe(200);
    expect(asked.headers['cache-control']).toBe('no-store');
    expect(asked.body).toContain('name="username"');
    const send = (fields: Record<string, string>): Promise<Answer> =>
      exchange(
        service.url,
        'POST',
        path,
        { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Forwarded-For': '203.0.113.60' },
        new URLSearchParams({ email: 'a@example.com', first_name: '<b>', last_name: 'L', username: 'by.the.page', ...fields }).toString(),
      );
    const weak = await send({ password: 'short-planted' });
    expect(weak.status).toBe(400);
    expect(weak.body).toContain('OBP-30207');
    expect(weak.body).toContain('value="by.the.page"');
    expect(weak.body).toContain('&lt;b');
    expect(weak.body).not.toContain('short-planted');
    const done = await send({ password: PASSWORD });
    expect([done.status, done.body.includes('You have signed up')]).toEqual([200, true]);
    expect(await world.client.login('by.the.page', PASSWORD, world.consumerKey)).toMatch(/^ey/);
    for (const again of [await send({ password: PASSWORD }), await exchange(service.url, 'GET', path, {})])
      expect([again.status, again.body.includes('This invitation is not good')]).toEqual([403, true]);
  });
});

describe('SIGN_UP=closed', () => {
  test('nobody signs up, and nobody is invited', async () => {
    const { world, end } = await withService({ SIGN_UP: 'closed' });
    try {
      await world.grantIfMissing(world.admin, 'CanCreateUserInvitation', 'gh.29.uk');
      const call = { token: world.admin.token, headers: { 'Content-Type': 'application/json' } };
      expect(told(await world.client.post('/obp/v4.0.0/users', person('too.late.one')))).toEqual(CLOSED);
      expect(told(await world.client.post('/obp/v2.0.0/users', {}))).toEqual(CLOSED); // before its body is looked at
      expect(told(await world.client.post(INVITATIONS, undefined, call))).toEqual(CLOSED);
      expect(told(await world.client.post('/messaging/v1/users', { ...person('too.late.one'), invitation: 'x' }))).toEqual(CLOSED);
    } finally {
      await end();
    }
  });
});

// The embedded one lets nobody else into its tables.
(databaseKind() === 'postgres' ? test : test.skip)(
  'a database with names that differ only in case is refused in one sentence',
  async () => {
    const { env, drop } = await ownDatabase();
    const url = env.DATABASE_URL as string;
    const service = await startService(env);
    await service.stop();
    removeFolder(service.dataDir);
    await sql(url, 'DROP INDEX users_provider_lower_username_idx');
    await sql(url, 'DROP TABLE user_invitations');
    await sql(url, `DELETE FROM migrations WHERE name LIKE 'SignUp%'`);
    await sql(
      url,
      `INSERT INTO users (user_id, provider, username, password_hash) SELECT 'twin', provider, upper(username), 'x' FROM users WHERE username = 'sandbox.staff'`,
    );
    const { code, output } = await runToEnd(env);
    expect(code).toBe(78);
    expect(output).toContain(
      'names of users that differ only in case have to be one: rename or delete all but one of each (SANDBOX.STAFF, sandbox.staff), then start again',
    );
    expect(output).not.toMatch(/^\s+at /m);
    await drop();
  },
);
