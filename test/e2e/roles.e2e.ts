import { beforeAll, describe, expect, test } from '@jest/globals';
import { World, type WorldUser } from '../support/world.js';

describe('roles', () => {
  let world: World;
  let user: WorldUser;

  beforeAll(async () => {
    world = await World.create();
    user = await world.user('reader');
  });

  test('all of them are listed by name, to everybody who is logged in', async () => {
    for (const version of ['2.1.0', '4.0.0', '5.1.0']) {
      const { status, body } = await world.client.get(`/obp/v${version}/roles`, user);
      expect(status).toBe(200);
      const names = body.roles.map(({ role }: { role: string }) => role);
      expect(names).toEqual([...names].sort());
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThanOrEqual(306);
      expect(body.roles).toEqual(
        expect.arrayContaining([
          { role: 'CanCreateCustomerMessage', requires_bank_id: true },
          { role: 'CanGetCustomerMessages', requires_bank_id: true },
          { role: 'CanCreateEntitlementAtAnyBank', requires_bank_id: false },
        ]),
      );
    }
  });

  test('earlier versions have no such list', async () => {
    expect((await world.client.get('/obp/v2.0.0/roles', user)).status).toBe(404);
  });
});
