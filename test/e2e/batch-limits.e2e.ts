import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { limit, loginThrough, newConsumer, type NewConsumer } from '../support/consumers.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const REFUSED = (calls: number, period: string): object => ({
  status: 429,
  message: `OBP-10018: Too Many Requests. We only allow ${calls} requests per ${period} for this Consumer.`,
});
const statusesOf = ({ body }: Answer): number[] => body.results.map(({ status }: { status: number }) => status);
const left = ({ headers }: Answer): unknown[] => [
  headers['x-rate-limit-limit'],
  headers['x-rate-limit-remaining'],
  headers['retry-after'] !== undefined,
];

describe('call limits and batches', () => {
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, bank] = await Promise.all([world.user('staff'), world.bank()]);
    customer = await world.customer(bank);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    for (const role of ['CanCreateConsumer', 'CanSetCallLimits']) await world.grantIfMissing(world.admin, role);
  });

  interface Limited {
    readonly consumer: NewConsumer;
    readonly token: string;
    readonly batch: (items: readonly unknown[], headers?: Record<string, string>) => Promise<Answer>;
    readonly single: (version?: string) => Promise<Answer>;
  }

  async function limited(...rows: Record<string, unknown>[]): Promise<Limited> {
    const consumer = await newConsumer(world);
    const token = await loginThrough(world, staff, consumer);
    for (const row of rows) await limit(world, consumer, row);
    return {
      consumer,
      token,
      batch: (items, headers = {}) => world.client.post(`/messaging/v1/banks/${bank}/messages`, items, { token, headers }),
      single: (version = 'v4.0.0') => world.client.post(`/obp/${version}/banks/${bank}/customers/${customer}/messages`, MESSAGE, { token }),
    };
  }

  const items = (count: number, to = customer): object[] =>
    Array.from({ length: count }, (_, index) => ({ customer_id: to, ...MESSAGE, message: `item ${index}` }));

  test('each message is a call: those beyond the limit are refused one by one, and not stored', async () => {
    const to = await world.customer(bank);
    const { batch, single } = await limited({ per_hour_call_limit: '5' });
    const answer = await batch(items(8, to));
    expect(answer.status).toBe(207);
    expect(statusesOf(answer)).toEqual([201, 201, 201, 201, 201, 429, 429, 429]);
    expect(answer.body.results[7]).toEqual(REFUSED(5, 'hour'));
    expect(answer.body.error).toBeUndefined();
    expect(left(answer)).toEqual(['5', '0', true]);
    const list = await world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${to}/messages`, { token: staff.token });
    expect(list.body.messages).toHaveLength(5);
    expect([(await single()).status, (await batch(items(1))).status]).toEqual([429, 429]); // as every call by now
  });

  test('a batch of N takes N calls, also for messages that are refused, and an empty one takes one', async () => {
    const { batch, single } = await limited({ per_hour_call_limit: '6' });
    const answer = await batch([...items(2), { customer_id: 'nobody', ...MESSAGE }, 'no message']);
    expect([statusesOf(answer), left(answer)]).toEqual([
      [201, 201, 404, 400],
      ['6', '2', false],
    ]);
    expect(left(await batch([]))).toEqual(['6', '1', false]);
    expect((await single()).status).toBe(201);
    expect((await single()).status).toBe(429);
  });

  test('of several periods the one that is full is told', async () => {
    const { batch } = await limited({ per_minute_call_limit: '3', per_day_call_limit: '2' });
    expect((await batch(items(3))).body.results[2]).toEqual(REFUSED(2, 'day'));
  });

  test('a large batch stops at the limit, whatever groups it is stored in', async () => {
    const { batch } = await limited({ per_hour_call_limit: '2345' });
    const statuses = statusesOf(await batch(items(4_000)));
    expect([statuses.indexOf(429), statuses.lastIndexOf(201), statuses.length]).toEqual([2345, 2344, 4_000]);
  });

  test('batches at the same time do not slip through together', async () => {
    const { batch } = await limited({ per_hour_call_limit: '50' });
    const answers = await Promise.all(Array.from({ length: 4 }, () => batch(items(20))));
    const stored = answers
      .filter(({ status }) => status === 207)
      .flatMap((answer) => statusesOf(answer).filter((status) => status === 201));
    expect(stored).toHaveLength(50);
  });

  test('a limit on creates by name holds for the operation under every prefix and for batches, counted together', async () => {
    const { batch, single } = await limited({ api_name: 'createCustomerMessage', per_hour_call_limit: '4' });
    expect([(await single('v4.0.0')).status, (await single('v5.1.0')).status]).toEqual([201, 201]);
    expect(statusesOf(await batch(items(3)))).toEqual([201, 201, 429]);
    expect((await single()).status).toBe(429);
  });

  test('a limit by name and version is about that operation, under every prefix', async () => {
    const { batch, single } = await limited({ api_name: 'createCustomerMessage', api_version: 'v4.0.0', per_hour_call_limit: '2' });
    expect(statusesOf(await batch(items(3)))).toEqual([201, 201, 201]);
    expect([(await single('v5.1.0')).status, (await single('v4.0.0')).status, (await single('v5.0.0')).status]).toEqual([201, 201, 429]);
  });

  test('batches can have a limit of their own, and one at a bank', async () => {
    const { batch, single } = await limited(
      { api_name: 'createCustomerMessages', bank_id: bank, per_hour_call_limit: '1' },
      { per_hour_call_limit: '1' },
    );
    expect(statusesOf(await batch(items(2)))).toEqual([201, 429]);
    expect((await single()).status).toBe(201);
  });

  test('what a limit refused of a batch with a key is stored by a repeat; what was stored takes no call again', async () => {
    const to = await world.customer(bank);
    const { consumer, batch } = await limited({ per_hour_call_limit: '5' });
    const key = { 'Idempotency-Key': 'resumed' };
    expect(statusesOf(await batch(items(8, to), key)).filter((status) => status === 201)).toHaveLength(5);
    await limit(world, consumer, { per_hour_call_limit: '9' });
    const repeat = await batch(items(8, to), key);
    expect([statusesOf(repeat).every((status) => status === 201), left(repeat)]).toEqual([true, ['9', '1', false]]);
    const list = await world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${to}/messages`, { token: staff.token });
    expect(list.body.messages).toHaveLength(8);
  });
});
