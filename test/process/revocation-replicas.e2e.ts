import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, exchange } from '../support/client.js';
import { Follower } from '../support/follower.js';
import { newConsumer } from '../support/consumers.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { AUDIENCE, Issuers } from '../support/issuer.js';
import { OAuth1Client } from '../support/oauth1.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { MESSAGE, PASSWORD, World } from '../support/world.js';

jest.setTimeout(120_000);

const CURRENT = '/obp/v4.0.0/users/current';
const SESSIONS = '/messaging/v1/me/sessions';

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('what an administrator revokes at one replica', () => {
  let issuers: Issuers;
  let near: Service;
  let far: Service;
  let drop: () => Promise<void>;
  let world: World;

  beforeAll(async () => {
    issuers = await Issuers.start();
    const database = await createDatabase();
    drop = database.drop;
    const env = {
      DATABASE_URL: database.url,
      OIDC_ISSUERS: `${issuers.url('good')} ${AUDIENCE}`,
      JWT_SECRET: 'one-secret-of-32-characters-or-more',
      SECRETS_KEY: 'one-key-of-32-characters-or-more-too',
      SANDBOX: 'true',
      INBOX_STREAMS: '2',
    };
    near = await startService(env);
    far = await startService(env);
    world = await World.create(new Client(near.url), near.dataDir);
    for (const role of [
      'CanCreateConsumer',
      'CanRevokeSessionsOfAnyUser',
      'CanRevokeSessionsOfAnyConsumer',
      'CanRotateConsumerSecrets',
      'CanDeleteConsumers',
    ])
      await world.grantIfMissing(world.admin, role);
  });

  afterAll(async () => {
    for (const service of [near, far]) {
      await service.stop();
      removeFolder(service.dataDir);
    }
    await drop();
    issuers.stop();
  });

  const atFar = async (path: string, Authorization: string): Promise<{ status: number; body: any }> =>
    exchange(far.url, 'GET', path, { Authorization, 'Content-Type': 'application/json' });

  test('a followed inbox sees what another replica stores, ends by what another revokes, and is bounded', async () => {
    const bank = await world.bank();
    const [reader, staff, customer] = [await world.user('reader'), await world.user('staff'), await world.customer(bank)];
    await world.link(bank, reader, customer);
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
    const follower = await Follower.open(reader.token, {}, far.url);
    const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    for (const message of ['one', 'two']) await world.client.post(path, { ...MESSAGE, message }, { token: staff.token });
    await follower.until(({ texts }) => texts.length === 2);
    expect(follower.texts).toEqual(['one', 'two']);
    const other = await Follower.open(staff.token, {}, far.url);
    const third = await Follower.open(world.admin.token, {}, far.url); // INBOX_STREAMS
    expect([third.status, third.headers['retry-after']]).toEqual([503, '30']);
    expect((await world.client.delete(`${SESSIONS}/current`, { token: reader.token })).status).toBe(204);
    await follower.until(({ ended }) => ended);
    expect(other.ended).toBe(false);
    other.close();
  });

  /** A token of our own and two of another issuer, whose clock is ahead, each of somebody new; the last has not been seen anywhere. */
  async function tokens(): Promise<Record<'ours' | 'foreign' | 'unseen', string>> {
    const { username } = await world.user('revoked');
    const { key } = await newConsumer(world);
    const [sub, azp] = [randomUUID(), `app-${randomUUID()}`];
    const ahead = Math.floor(Date.now() / 1000) + 30;
    const [foreign, unseen] = await Promise.all([issuers.token({ sub, azp, jti: '1', iat: ahead }), issuers.token({ sub, azp, jti: '2' })]);
    return { ours: await world.client.login(username, PASSWORD, key), foreign, unseen };
  }

  test.each(['user', 'consumer'])('all sessions of a %s: is refused by the other within a second', async (kind) => {
    const { ours, foreign, unseen } = await tokens();
    for (const [seen, dead] of [
      [ours, [ours]],
      [foreign, [foreign, unseen]],
    ] as [string, string[]][]) {
      const user = await atFar('/obp/v3.0.0/users/current', `Bearer ${seen}`);
      const sessions = await atFar(SESSIONS, `Bearer ${seen}`);
      expect([user.status, sessions.status]).toEqual([200, 200]);
      const id = (kind === 'user' ? user.body.user_id : sessions.body.sessions[0].consumer_id) as string;

      expect((await world.client.delete(`/messaging/v1/${kind}s/${id}/sessions`, { token: world.admin.token })).status).toBe(204);
      const revoked = Date.now();
      for (const token of dead)
        while ((await atFar(SESSIONS, `Bearer ${token}`)).status !== 401) expect(Date.now() - revoked).toBeLessThan(1_000);
    }
  });

  test('a password that is changed, and a secret that is rotated, are known to the other within a second', async () => {
    const user = await world.user('changer');
    const elsewhere = await world.client.login(user.username, PASSWORD, world.consumerKey);
    const app = await newConsumer(world);
    const at = (base: string, secret: string): OAuth1Client => new OAuth1Client(base, { key: app.key, secret });
    const token = await at(near.url, app.secret).accessToken(user.username, PASSWORD);
    const signed = async (secret: string): Promise<number> => (await at(far.url, secret).send(CURRENT, { token })).status;
    expect([(await atFar(CURRENT, `Bearer ${elsewhere}`)).status, await signed(app.secret)]).toEqual([200, 200]);
    const rotate = async (overlap_hours: number): Promise<string> =>
      (await world.client.post(`/messaging/v1/consumers/${app.consumerId}/secrets`, { overlap_hours }, world.admin)).body.secret as string;

    const first = await rotate(1);
    expect(await signed(first)).toBe(200); // at once: nothing is refused from memory
    expect(await signed(app.secret)).toBe(200);
    const second = await rotate(0);
    let since = Date.now();
    while ((await signed(app.secret)) === 200) expect(Date.now() - since).toBeLessThan(1_000);
    expect([await signed(first), await signed(second)]).toEqual([401, 200]);

    const body = { current_password: PASSWORD, new_password: 'Far-And-Near-2026!' };
    expect((await world.client.put('/messaging/v1/me/password', body, { token: user.token })).status).toBe(204);
    since = Date.now();
    while ((await atFar(CURRENT, `Bearer ${elsewhere}`)).status === 200) expect(Date.now() - since).toBeLessThan(1_000);
    expect([(await atFar(CURRENT, `Bearer ${user.token}`)).status, await signed(second)]).toEqual([200, 401]);
    expect((await world.client.delete(`/messaging/v1/consumers/${app.consumerId}`, world.admin)).status).toBe(204);
    const login = new Client(far.url).login(user.username, 'Far-And-Near-2026!', app.key);
    await expect(login).rejects.toThrow('OBP-20008');
  });
});
