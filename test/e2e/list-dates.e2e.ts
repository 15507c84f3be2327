import { beforeAll, describe, expect, test } from '@jest/globals';
import { newConsumer } from '../support/consumers.js';
import { World } from '../support/world.js';

/** Messages have a file of their own: message-pages. */
describe('the dates of a list', () => {
  let world: World;
  let bank: string;
  /** The second before all of it, as the API writes dates. */
  let earlier: string;

  const toSecond = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
  const secondAfter = (date: string): string => toSecond(new Date(date).getTime() + 1000);

  beforeAll(async () => {
    world = await World.create();
    for (const role of ['CanGetAnyUser', 'CanGetConsumers', 'CanCreateConsumer', 'CanGetAuditRecords'])
      await world.grantIfMissing(world.admin, role);
    bank = await world.bank();
    await world.grantIfMissing(world.admin, 'CanGetCustomers', bank);
    earlier = toSecond(Date.now() - 1000);
  });

  /** Makes one row and says in which second, between the clock before and after. */
  const LISTS: [name: string, make: () => Promise<string>, list: () => string][] = [
    ['users', async () => (await world.user('dated')).userId, () => '/obp/v4.0.0/users'],
    ['consumers', async () => (await newConsumer(world)).consumerId, () => '/obp/v3.1.0/management/consumers'],
    ['customers', () => world.customer(bank), () => `/obp/v5.0.0/banks/${bank}/customers`],
    ['audit records', async () => (await newConsumer(world)).consumerId, () => '/messaging/v1/audit-records'],
  ];

  test.each(LISTS)('to the second mean that whole second: %s', async (_name, make, list) => {
    const from = toSecond(Date.now());
    const id = await make();
    const to = toSecond(Date.now());
    const has = async (query: string): Promise<boolean> => {
      const { status, body } = await world.client.get(`${list()}?limit=1000&${query}`, { token: world.admin.token });
      expect(status).toBe(200);
      return JSON.stringify(body).includes(id);
    };
    expect(await has(`from_date=${from}&to_date=${to}`)).toBe(true);
    expect(await has(`from_date=${from.replace('Z', '.000Z')}&to_date=${to.replace('Z', '.999Z')}`)).toBe(true);
    expect(await has(`to_date=${earlier}`)).toBe(false);
    expect(await has(`from_date=${secondAfter(to)}`)).toBe(false);
    expect(await has('from_date=0001-01-01T00:00:00Z&to_date=9999-12-31T23:59:59Z')).toBe(true);
    // As generated clients write it (RFC 3339): any fraction, and a zone with a colon, whose + may have become a space.
    for (const [fraction, last, zone] of [
      ['.0', '.9', 'Z'],
      ['.000000', '.999999', 'Z'],
      ['.000', '.999', '%2B00:00'],
      ['', '', '+00:00'],
      ['', '', '%2B0000'],
    ] as const)
      expect(await has(`from_date=${from.replace('Z', fraction + zone)}&to_date=${to.replace('Z', last + zone)}`)).toBe(true);
  });

  test('of consumers are those that the list shows', async () => {
    const { consumerId } = await newConsumer(world);
    const path = '/obp/v3.1.0/management/consumers';
    const { token } = world.admin;
    const { created } = (await world.client.get(`${path}/${consumerId}`, { token })).body as { created: string };
    const { body } = await world.client.get(`${path}?limit=1000&from_date=${created}&to_date=${created}`, { token });
    expect(JSON.stringify(body)).toContain(consumerId);
  });
});
