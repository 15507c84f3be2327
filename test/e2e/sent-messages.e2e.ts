import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

describe('messages with their senders', () => {
  let world: World;
  let bank: string;
  let customer: string;
  let staff: WorldUser;

  const path = (of = customer, at = bank): string => `/messaging/v1/banks/${at}/customers/${of}/messages`;
  const list = (query = '', { token } = staff, of = path()): Promise<Answer> => world.client.get(`${of}${query}`, { token });
  const send = (message: string, token: string): Promise<Answer> =>
    world.client.post(`/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`, { ...MESSAGE, message }, { token });

  beforeAll(async () => {
    world = await World.create();
    for (const role of ['CanCreateConsumer', 'CanDeleteConsumers', 'CanGetConsumers']) await world.grantIfMissing(world.admin, role);
    bank = await world.bank();
    customer = await world.customer(bank);
    staff = await world.user('staff');
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  });

  test('say which user and which application created each, whichever way it came', async () => {
    expect((await list()).body).toEqual({ messages: [] });
    const colleague = await world.user('colleague');
    await world.grant(colleague, 'CanCreateCustomerMessage', bank);
    await world.link(bank, staff, customer); // v1.4.0 sends to those who can read it
    const app = await newConsumer(world);
    const { message, from_department, from_person } = MESSAGE;
    await send('v4.0.0', staff.token);
    const v140 = `/obp/v1.4.0/banks/${bank}/customer/${customer}/messages`;
    expect((await world.client.post(v140, { message, from_department, from_person }, { token: colleague.token })).status).toBe(201);
    const throughApp = await world.client.login(colleague.username, PASSWORD, app.key);
    const batch = [{ ...MESSAGE, message: 'batch', customer_id: customer }];
    expect((await world.client.post(`/messaging/v1/banks/${bank}/messages`, batch, { token: throughApp })).status).toBe(207);

    const { status, body } = await list();
    expect(status).toBe(200);
    const { body: consumer } = await world.client.get(`/obp/v3.1.0/management/consumers/${app.consumerId}`, { token: world.admin.token });
    const senders = body.messages.map((one: any) => [one.message, one.created_by.user_id, one.created_by.username]);
    expect(senders).toEqual([
      ['batch', colleague.userId, colleague.username],
      [message, colleague.userId, colleague.username],
      ['v4.0.0', staff.userId, staff.username],
    ]);
    expect(body.messages[0].created_by).toEqual({
      user_id: colleague.userId,
      username: colleague.username,
      consumer_id: app.consumerId,
      app_name: consumer.app_name,
    });
    expect(body.messages[2].created_by.consumer_id).not.toBe(app.consumerId);
    const plain = await world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`, { token: staff.token });
    expect(body.messages.map(({ created_by: _, ...rest }: any) => rest)).toEqual(plain.body.messages);
    expect(JSON.stringify(plain.body)).not.toContain('created_by'); // OBP's own list is as it was

    expect((await world.client.delete(`/messaging/v1/consumers/${app.consumerId}`, { token: world.admin.token })).status).toBe(204);
    expect((await list('?limit=1')).body.messages[0].created_by).toMatchObject({ consumer_id: app.consumerId, app_name: '' });
  });

  test('come in the pages of the list of v4.0.0', async () => {
    for (const text of ['one', 'two', 'three']) expect((await send(text, staff.token)).status).toBe(201);
    const first = await list('?limit=2');
    expect(first.body.messages.map(({ message }: { message: string }) => message)).toEqual(['three', 'two']);
    const next = new URL(/<([^>]+)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? '');
    const second = await world.client.get(next.pathname + next.search, { token: staff.token });
    expect(second.body.messages[0].message).toBe('one');
    const ascending = await list('?sort_direction=ASC&limit=1');
    expect(ascending.body.messages).toHaveLength(1);
    expect((await list('?from_date=2100-01-01T00:00:00Z')).body.messages).toEqual([]);
    expect((await list('?cursor=x')).body.message).toMatch(/^OBP-10016/);
  });

  test('are for holders of the role at the bank', async () => {
    const other = await world.bank();
    const stranger = await world.user('stranger');
    await world.grant(stranger, 'CanGetCustomerMessages', other);
    expect((await world.client.get(path())).status).toBe(401);
    const refused = await list('', stranger);
    expect([refused.status, refused.body.message]).toEqual([
      403,
      `OBP-20006: User is missing one or more roles: CanGetCustomerMessages for BankId(${bank}).`,
    ]);
    const elsewhere = await list('', stranger, path(customer, other));
    expect([elsewhere.status, elsewhere.body.message]).toEqual([404, expect.stringMatching(/^OBP-30046/)]);
    expect((await list('', staff, path('nobody'))).status).toBe(404);
    expect((await list('', staff, path(customer, 'no.such.bank'))).body.message).toMatch(/^OBP-30001/);
  });
});
