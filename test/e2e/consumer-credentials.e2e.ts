import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange } from '../support/client.js';
import { CONSUMER, loginThrough, newConsumer, type NewConsumer } from '../support/consumers.js';
import { type Credentials, OAuth1Client } from '../support/oauth1.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const ME = '/obp/v4.0.0/users/current';

describe('the credentials of an application', () => {
  let world: World;
  let user: WorldUser;
  let nobody: WorldUser;
  beforeAll(async () => {
    world = await World.create();
    [user, nobody] = [await world.user('signer'), await world.user('nobody')];
    for (const role of [
      'CanCreateConsumer',
      'CanGetConsumers',
      'CanEnableConsumers',
      'CanRotateConsumerSecrets',
      'CanDeleteConsumers',
      'CanGetAuditRecords',
    ])
      await world.grantIfMissing(world.admin, role);
  });

  const rotate = ({ consumerId }: NewConsumer, body: object = {}, by = world.admin): Promise<Answer> =>
    world.client.post(`/messaging/v1/consumers/${consumerId}/secrets`, body, by);
  const remove = ({ consumerId }: NewConsumer, by = world.admin): Promise<Answer> =>
    world.client.delete(`/messaging/v1/consumers/${consumerId}`, by);
  const clientOf = ({ key }: NewConsumer, secret: string): OAuth1Client => new OAuth1Client(world.client.base, { key, secret });
  const signed = async (app: NewConsumer, secret: string, token: Credentials): Promise<number> =>
    (await clientOf(app, secret).send(ME, { token })).status;
  const recordsOf = async ({ consumerId }: NewConsumer): Promise<any[]> =>
    (await world.client.get(`/messaging/v1/audit-records?subject_id=${consumerId}`, { token: world.admin.token })).body.audit_records;

  test('a new secret and the one before sign both, until the overlap is over', async () => {
    const app = await newConsumer(world);
    const token = await clientOf(app, app.secret).accessToken(user.username, PASSWORD);
    const first = await rotate(app);
    expect([first.status, first.body]).toEqual([
      201,
      {
        consumer_id: app.consumerId,
        key: app.key,
        secret: expect.stringMatching(/^[a-z0-9]{40}$/),
        previous_secrets_expire: expect.any(String),
      },
    ]);
    const hours = (Date.parse(first.body.previous_secrets_expire) - Date.now()) / 3_600_000;
    expect(hours > 23 && hours <= 24).toBe(true);
    expect(first.body.secret).not.toBe(app.secret);
    // Both, for calls and for a new sign-in; the session goes on.
    for (const secret of [app.secret, first.body.secret]) {
      expect(await signed(app, secret, token)).toBe(200);
      expect((await clientOf(app, secret).initiate('oob')).status).toBe(200);
    }
    // A rotation that is asked for again ends none that is in use.
    const second = await rotate(app, { overlap_hours: 1 });
    for (const secret of [app.secret, first.body.secret, second.body.secret]) expect(await signed(app, secret, token)).toBe(200);
    const last = await rotate(app, { overlap_hours: 0 });
    expect(last.body.previous_secrets_expire).toBeNull();
    for (const secret of [app.secret, first.body.secret, second.body.secret]) expect(await signed(app, secret, token)).toBe(401);
    expect([await signed(app, last.body.secret, token), await signed(app, 'guessed', token)]).toEqual([200, 401]);
    const records = await recordsOf(app);
    expect(records.map(({ action }) => action)).toEqual([...Array<string>(3).fill('consumer.secret_rotated'), 'consumer.created']);
    for (const secret of [app.secret, first.body.secret, last.body.secret]) expect(JSON.stringify(records)).not.toContain(secret);
  });

  test('an overlap is a whole number of hours up to 720, and earlier secrets are few', async () => {
    const app = await newConsumer(world);
    for (const overlap_hours of [-1, 721, 1.5, '24', 2 ** 40])
      expect([overlap_hours, (await rotate(app, { overlap_hours })).status]).toEqual([overlap_hours, 400]);
    for (let time = 0; time < 4; time++) expect((await rotate(app, { overlap_hours: 720 })).status).toBe(201);
    const refused = await rotate(app);
    expect([refused.status, refused.body.message]).toEqual([409, expect.stringMatching(/^OBP-98154/)]);
    expect((await rotate(app, { overlap_hours: 0 })).status).toBe(201);
    expect((await rotate(app)).status).toBe(201);
  });

  test('who registered it rotates it, holders of the role any, and others learn nothing', async () => {
    const owner = await world.user('owner');
    await world.grant(owner, 'CanCreateConsumer');
    const body = { ...CONSUMER, app_name: `Owned ${world.run}` };
    const { body: made } = await world.client.post('/obp/v4.0.0/management/consumers', body, { token: owner.token });
    const app = { consumerId: made.consumer_id, key: made.key, secret: made.secret } as NewConsumer;
    expect((await rotate(app, {}, owner)).status).toBe(201);
    for (const id of [app.consumerId, 'no-such-consumer']) {
      const refused = await rotate({ ...app, consumerId: id }, {}, nobody);
      expect([refused.status, refused.body.message]).toEqual([
        403,
        'OBP-20006: User is missing one or more roles: CanRotateConsumerSecrets',
      ]);
    }
    expect((await rotate({ ...app, consumerId: 'no-such-consumer' })).status).toBe(404);
    expect([(await remove(app, owner)).status, (await remove(app, nobody)).status]).toEqual([403, 403]);
  });

  test('one that is deleted is over at once: sessions, tokens, key and secrets; messages and records keep its id', async () => {
    const app = await newConsumer(world);
    const staff = await world.user('staff');
    const bank = await world.bank();
    const customer = await world.customer(bank);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    const session = await loginThrough(world, staff, app);
    const token = await clientOf(app, app.secret).accessToken(user.username, PASSWORD);
    const messages = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    expect((await world.client.post(messages, MESSAGE, { token: session })).status).toBe(201);
    expect((await rotate(app)).status).toBe(201);
    const { app_name: name } = (await world.client.get(`/obp/v3.1.0/management/consumers/${app.consumerId}`, world.admin)).body as {
      app_name: string;
    };

    expect((await remove(app)).status).toBe(204);
    expect((await remove(app)).status).toBe(404);
    expect((await exchange(world.client.base, 'GET', ME, { DirectLogin: `token=${session}` })).status).toBe(401);
    expect([await signed(app, app.secret, token), (await clientOf(app, app.secret).initiate('oob')).status]).toEqual([401, 401]);
    await expect(loginThrough(world, staff, app)).rejects.toThrow('OBP-20008');
    const path = `/obp/v3.1.0/management/consumers/${app.consumerId}`;
    expect((await world.client.get(path, world.admin)).status).toBe(404);
    expect((await world.client.put(path, { enabled: true }, world.admin)).status).toBe(404);
    expect((await rotate(app)).status).toBe(404);
    const listed = await world.client.get('/obp/v3.1.0/management/consumers?limit=1000', world.admin);
    expect(JSON.stringify(listed.body)).not.toContain(app.consumerId);
    expect((await world.client.get(messages, { token: staff.token })).body.messages).toHaveLength(1);
    expect((await recordsOf(app))[0]).toMatchObject({ action: 'consumer.deleted', actor_user_id: world.admin.userId });
    expect((await newConsumer(world, { app_name: name })).consumerId).not.toBe(app.consumerId); // the name is free
  });
});
