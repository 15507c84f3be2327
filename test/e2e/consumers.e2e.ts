import { beforeAll, describe, expect, test } from '@jest/globals';
import { Client as PgClient } from 'pg';
import { type Answer, shared } from '../support/client.js';
import { CONSUMER, loginThrough, newConsumer } from '../support/consumers.js';
import { databaseKind } from '../support/databases.mjs';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const SCHEMES =
  'must be an https URL, an http URL of 127.0.0.1, [::1] or localhost, or of a private-use scheme such as com.example.app:/back.';
const PATH = '/obp/v4.0.0/management/consumers';
const V310 = '/obp/v3.1.0/management/consumers';
const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

describe('consumers', () => {
  let world: World;
  let manager: WorldUser;
  let nobody: WorldUser;
  const token = (): { token: string } => ({ token: manager.token });

  beforeAll(async () => {
    world = await World.create();
    [manager, nobody] = await Promise.all([world.user('manager'), world.user('nobody')]);
    for (const role of ['CanCreateConsumer', 'CanGetConsumers', 'CanEnableConsumers', 'CanDisableConsumers'])
      await world.grant(manager, role);
    await world.grantIfMissing(world.admin, 'CanCreateConsumer');
  });

  const creator = (): object => ({
    user_id: manager.userId,
    email: `${manager.username}@example.com`,
    provider_id: manager.username,
    provider: 'customer-messages',
    username: manager.username,
  });

  test('one is created with a key and a secret of its own, and can be logged in with', async () => {
    const name = `Created ${world.run}`;
    const { status, body } = await world.client.post(PATH, { ...CONSUMER, app_name: name, clientCertificate: 'PEM' }, token());
    expect(status).toBe(201);
    expect(Object.entries(body)).toEqual(
      Object.entries({
        consumer_id: expect.any(String),
        key: expect.stringMatching(/^[a-z0-9]{40}$/),
        secret: expect.stringMatching(/^[a-z0-9]{40}$/),
        app_name: name,
        app_type: '',
        description: 'What tellers use',
        client_certificate: 'PEM',
        developer_email: 'developer@example.com',
        redirect_url: 'https://example.com/callback',
        created_by_user_id: manager.userId,
        created_by_user: creator(),
        enabled: true,
        created: DATE,
      }),
    );
    expect(body.key).not.toBe(body.secret);
    await world.client.login(nobody.username, PASSWORD, body.key);
  });

  // The embedded database has one connection, which the service holds.
  const onServer = databaseKind() === 'postgres' ? test : test.skip;
  onServer('the secret is in the database only as ciphertext', async () => {
    const { databaseUrl } = shared();
    const { consumerId, key, secret } = await newConsumer(world);
    const database = new PgClient({ connectionString: databaseUrl });
    await database.connect();
    const { rows } = await database.query('SELECT key, secret FROM consumers WHERE consumer_id = $1', [consumerId]);
    const { rows: audited } = await database.query('SELECT * FROM audit_records WHERE subject_id = $1', [consumerId]);
    await database.end();
    expect(rows).toEqual([{ key, secret: expect.stringMatching(/^v1\.[0-9a-f]{16}\.[\w-]+$/) }]);
    expect(audited).toHaveLength(1);
    expect(JSON.stringify([rows[0].secret, audited])).not.toContain(secret);
  });

  test('a name that is taken gets ten letters more', async () => {
    const body = { ...CONSUMER, app_name: `Twice ${world.run}` };
    const first = await world.client.post(PATH, body, token());
    const second = await world.client.post(PATH, body, token());
    expect([first.status, first.body.app_name]).toEqual([201, body.app_name]);
    expect([second.status, second.body.app_name]).toEqual([201, expect.stringMatching(new RegExp(`^${body.app_name}_[a-z]{10}$`))]);
    const long = { ...CONSUMER, app_name: `${'x'.repeat(90)} ${world.run}` };
    expect((await world.client.post(PATH, long, token())).status).toBe(201);
    expect((await world.client.post(PATH, long, token())).body.app_name).toMatch(/^x{89}_[a-z]{10}$/);
  });

  test.each([
    ['a name of two characters', { app_name: 'ab' }, 'The app_name must have at least 3 characters.'],
    ['no description', { description: '' }, 'The description must not be empty.'],
    ['an address that is none', { redirect_url: 'nourl' }, 'The redirect_url must be a URL.'],
    ['a script for an address', { redirect_url: 'javascript:alert(1)' }, `The redirect_url ${SCHEMES}`],
    ['a document for an address', { redirect_url: 'data:text/html,x' }, `The redirect_url ${SCHEMES}`],
    [
      'http to elsewhere',
      { redirect_url: 'http://example.com/' },
      'The redirect_url must be an https URL: http is for 127.0.0.1, [::1] and localhost alone.',
    ],
    ['a user', { redirect_url: 'https://example.com@evil.example/' }, 'The redirect_url must not name a user.'],
    ['a fragment', { redirect_url: 'https://example.com/#x' }, 'The redirect_url must not have a fragment.'],
    [
      'a directive for a host',
      { redirect_url: 'https://x;img-src/' },
      'The redirect_url must name a host of letters, digits, dots and hyphens, or an address.',
    ],
  ])('%s is refused with OBP-30024', async (_what, change, reason) => {
    const { status, body } = await world.client.post(PATH, { ...CONSUMER, ...change }, token());
    expect([status, body.message]).toEqual([400, `OBP-30024: Could not create Consumer ${reason}`]);
  });

  test('role before body, and a body that lacks a field is refused', async () => {
    const withoutRole = await world.client.post(PATH, { app_name: 'x' }, { token: nobody.token });
    expect([withoutRole.status, withoutRole.body.message]).toEqual([
      403,
      'OBP-20006: User is missing one or more roles: CanCreateConsumer',
    ]);
    const { created: _, ...lacking } = CONSUMER;
    const bad = await world.client.post(PATH, lacking, token());
    expect([bad.status, bad.body.message]).toEqual([400, 'OBP-10001: Incorrect json format.']);
    const long = await world.client.post(PATH, { ...CONSUMER, app_name: 'x'.repeat(101) }, token());
    expect([long.status, long.body.message]).toEqual([
      400,
      'OBP-10001: Incorrect json format. The field app_name must have at most 100 characters.',
    ]);
    expect((await world.client.post(PATH, CONSUMER)).status).toBe(401);
  });

  test('one is shown without key and secret', async () => {
    const name = `Shown ${world.run}`;
    const { body: made } = await world.client.post(PATH, { ...CONSUMER, app_name: name }, token());
    const { status, body } = await world.client.get(`${V310}/${made.consumer_id}`, token());
    expect(status).toBe(200);
    expect(Object.entries(body)).toEqual(
      Object.entries({
        consumer_id: made.consumer_id,
        app_name: name,
        app_type: '',
        description: 'What tellers use',
        developer_email: 'developer@example.com',
        redirect_url: 'https://example.com/callback',
        created_by_user: creator(),
        enabled: true,
        created: DATE,
      }),
    );
  });

  test.each([['no-such-consumer', 'no-such-consumer']])('an unknown id is 404: %s', async (path, id) => {
    const { status, body } = await world.client.get(`${V310}/${path}`, token());
    expect([status, body.message]).toEqual([
      404,
      `OBP-30019: Consumer not found. Please specify a valid value for CONSUMER_ID. Current ConsumerId is ${id}`,
    ]);
  });

  test('lists are for holders of the role, in pages', async () => {
    const { consumerId } = await newConsumer(world);
    const all = await world.client.get(V310, token());
    expect([all.status, all.headers.range, Array.isArray(all.body.consumers)]).toEqual([200, 'items=0-50', true]);
    const newest = await world.client.get(`${V310}?limit=1`, token());
    expect([newest.headers.range, newest.body.consumers.length]).toEqual(['items=0-1', 1]);
    const oldest = await world.client.get(`${V310}?limit=1000&sort_direction=ASC`, token());
    const ids = oldest.body.consumers.map(({ consumer_id }: { consumer_id: string }) => consumer_id);
    expect(ids).toContain(consumerId);
    expect(ids.indexOf(consumerId)).toBeGreaterThan(0);
    expect((await world.client.get(`${V310}?limit=0`, token())).body.message).toMatch(/^OBP-10016: .*OBP-10025/);
    expect((await world.client.get(V310, { token: nobody.token })).body).toEqual({
      code: 403,
      message: 'OBP-20006: User is missing one or more roles: CanGetConsumers',
    });
    expect((await world.client.get(`${V310}/${consumerId}`, { token: nobody.token })).status).toBe(403);
  });

  test('everybody sees what they registered themselves, and no more', async () => {
    const owner = await world.user('owner');
    await world.grant(owner, 'CanCreateConsumer');
    const path = '/obp/v3.1.0/management/users/current/consumers';
    expect((await world.client.get(path, { token: owner.token })).body).toEqual({ consumers: [] });
    const { body: made } = await world.client.post(PATH, { ...CONSUMER, app_name: `Mine ${world.run}` }, { token: owner.token });
    const { body: mine } = await world.client.get(path, { token: owner.token });
    expect(mine.consumers.map(({ consumer_id }: { consumer_id: string }) => consumer_id)).toEqual([made.consumer_id]);
    expect((await world.client.get(path)).status).toBe(401);
  });

  test('who is disabled is shut out at once, logins and tokens alike, until enabled again', async () => {
    const consumer = await newConsumer(world);
    const inUse = await loginThrough(world, nobody, consumer);
    const whoAmI = (): Promise<{ status: number; body: { message?: string } }> =>
      world.client.get('/obp/v4.0.0/users/current/user_id', { token: inUse });
    const login = (): Promise<Answer> =>
      world.client.send('POST', '/my/logins/direct', {
        headers: { DirectLogin: `username=${nobody.username},password=${PASSWORD},consumer_key=${consumer.key}` },
      });
    expect((await whoAmI()).status).toBe(200);

    const off = await world.client.put(`${V310}/${consumer.consumerId}`, { enabled: false }, token());
    expect([off.status, off.body]).toEqual([200, { enabled: false }]);
    expect(await whoAmI()).toMatchObject({ status: 401, body: { message: 'OBP-20058: Consumer is disabled.' } });
    expect(await login()).toMatchObject({ status: 401, body: { message: 'OBP-20008: Invalid Consumer Key.' } });
    expect((await world.client.get(`${V310}/${consumer.consumerId}`, token())).body.enabled).toBe(false);

    expect((await world.client.put(`${V310}/${consumer.consumerId}`, { enabled: true }, token())).body).toEqual({ enabled: true });
    expect((await whoAmI()).status).toBe(200);
    expect((await login()).status).toBe(201);
  });

  test('one that is created disabled cannot be logged in with', async () => {
    const { key } = await newConsumer(world, { enabled: false });
    await expect(world.client.login(nobody.username, PASSWORD, key)).rejects.toThrow('OBP-20008');
  });

  test('enabling and disabling take a role each; body before role, role before consumer', async () => {
    const enabler = await world.user('enabler');
    await world.grant(enabler, 'CanEnableConsumers');
    const put = (body: unknown, id: string, as = enabler): Promise<Answer> => world.client.put(`${V310}/${id}`, body, { token: as.token });
    expect((await put({ enabled: 'yes' }, 'unknown', nobody)).body.message).toMatch(/^OBP-10001: Incorrect json format\./);
    expect((await put({ enabled: false }, 'unknown')).body).toEqual({
      code: 403,
      message: 'OBP-20006: User is missing one or more roles: CanDisableConsumers',
    });
    expect((await put({ enabled: true }, 'unknown', nobody)).body.message).toBe(
      'OBP-20006: User is missing one or more roles: CanEnableConsumers',
    );
    expect((await put({ enabled: true }, 'unknown')).status).toBe(404);
    expect((await world.client.put(`${V310}/unknown`, { enabled: true })).status).toBe(401);
  });

  test('what was done is in the audit trail', async () => {
    const consumer = await newConsumer(world);
    await world.client.put(`${V310}/${consumer.consumerId}`, { enabled: false }, token());
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${consumer.consumerId}`, { token: world.admin.token });
    expect(body.audit_records.map(({ action, actor_user_id }: Record<string, string>) => [action, actor_user_id])).toEqual([
      ['consumer.disabled', manager.userId],
      ['consumer.created', world.admin.userId],
    ]);
    expect(JSON.stringify(body)).not.toContain(consumer.secret);
  });
});
