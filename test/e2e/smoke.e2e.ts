import { beforeAll, describe, expect, test } from '@jest/globals';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

describe('the main job', () => {
  let world: World;
  let staff: WorldUser;
  let reader: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, reader, bank] = await Promise.all([world.user('staff'), world.user('reader'), world.bank()]);
    customer = await world.customer(bank);
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
    await world.grant(staff, 'CanGetCustomerMessages', bank);
    await world.link(bank, reader, customer);
  });

  test('staff send a message, staff list it, the customer reads it', async () => {
    const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    const created = await world.client.post(path, MESSAGE, { token: staff.token });
    expect([created.status, created.body]).toEqual([201, { success: 'Success' }]);

    const { body: listed } = await world.client.get(path, { token: staff.token });
    expect(listed.messages).toEqual([
      { ...MESSAGE, id: expect.any(String), date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    ]);

    const { body: inbox } = await world.client.get(`/obp/v1.4.0/banks/${bank}/customer/messages`, { token: reader.token });
    const { transport: _, ...withoutTransport } = listed.messages[0];
    expect(inbox.messages).toEqual([withoutTransport]);
  });
});
