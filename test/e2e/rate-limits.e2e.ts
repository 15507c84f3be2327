import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { usesRedis } from '../support/databases.mjs';
import { limit, loginThrough, newConsumer, type NewConsumer } from '../support/consumers.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const ME = '/obp/v4.0.0/users/current/user_id';
const rateHeaders = ({ headers }: Answer): unknown[] => [
  headers['x-rate-limit-limit'],
  headers['x-rate-limit-remaining'],
  headers['x-rate-limit-reset'],
];
const refusal = (calls: number, period: string): object => ({
  code: 429,
  message: `OBP-10018: Too Many Requests. We only allow ${calls} requests per ${period} for this Consumer.`,
});

describe('rate limiting', () => {
  let world: World;
  let user: WorldUser;
  let bank: string;

  beforeAll(async () => {
    world = await World.create();
    [user, bank] = await Promise.all([world.user('caller'), world.bank()]);
    for (const role of ['CanCreateConsumer', 'CanSetCallLimits', 'CanDisableConsumers']) await world.grantIfMissing(world.admin, role);
  });

  /** An application with these limits, and a way to call through it. */
  async function limited(limits: Record<string, unknown>): Promise<{ consumer: NewConsumer; call: (path?: string) => Promise<Answer> }> {
    const consumer = await newConsumer(world);
    const token = await loginThrough(world, user, consumer);
    await limit(world, consumer, limits);
    return { consumer, call: (path = ME) => world.client.get(path, { token }) };
  }

  test('a consumer without limits is not counted', async () => {
    const { call } = await limited({});
    const answer = await call();
    expect([answer.status, rateHeaders(answer)]).toEqual([200, [undefined, undefined, undefined]]);
  });

  test('N calls are answered, the next is refused, on every operation', async () => {
    const { call } = await limited({ per_minute_call_limit: '2', per_hour_call_limit: '100' });
    const first = await call();
    const second = await call(`/obp/v4.0.0/banks/${bank}`);
    const third = await call();
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(rateHeaders(first)).toEqual(['2', '1', expect.stringMatching(/^(59|60)$/)]);
    expect(rateHeaders(second)).toEqual(['2', '0', expect.any(String)]);
    expect(rateHeaders(third)).toEqual(['2', '0', expect.any(String)]);
    expect(third.body).toEqual(refusal(2, 'minute'));
    expect(Number(third.headers['retry-after'])).toBe(Number(third.headers['x-rate-limit-reset']));
    expect(third.headers.etag).toBeUndefined();
    for (const path of [`/obp/v1.4.0/banks/${bank}/customer/messages`, '/obp/v5.1.0/api/versions', '/obp/v3.1.0/rate-limiting'])
      expect((await call(path)).status).toBe(429);
  });

  test('the limit comes before bank, role and body', async () => {
    const { consumer } = await limited({ per_hour_call_limit: '1' });
    const token = await loginThrough(world, user, consumer);
    const create = (): Promise<Answer> => world.client.post('/obp/v4.0.0/banks/no.such.bank/customers/x/messages', MESSAGE, { token });
    const refused = await create();
    expect([refused.status, rateHeaders(refused).slice(0, 2)]).toEqual([404, ['1', '0']]); // it was counted all the same
    expect((await create()).body).toEqual(refusal(1, 'hour'));
  });

  test.each(['hour', 'day', 'week', 'month'])('per %s', async (period) => {
    const { call } = await limited({ [`per_${period}_call_limit`]: '1' });
    expect((await call()).status).toBe(200);
    expect((await call()).body).toEqual(refusal(1, period));
  });

  test('per second, and the second after is another', async () => {
    const { call } = await limited({ per_second_call_limit: '1' });
    const two = await Promise.all([call(), call()]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect(two.find(({ status }) => status === 429)?.body).toEqual(refusal(1, 'second'));
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await call()).status).toBe(200);
  });

  test('of several full periods the shortest is told, and refused calls count nowhere', async () => {
    const { call } = await limited({ per_minute_call_limit: '1', per_day_call_limit: '1' });
    expect((await call()).status).toBe(200);
    expect((await call()).body).toEqual(refusal(1, 'minute'));
    const other = await limited({ per_minute_call_limit: '1', per_day_call_limit: '2' });
    await other.call();
    for (let call = 0; call < 3; call++) expect((await other.call()).status).toBe(429);
    await limit(world, other.consumer, { per_day_call_limit: '2' });
    expect((await other.call()).status).toBe(200);
    expect((await other.call()).body).toEqual(refusal(2, 'day'));
  });

  test('calls at the same time do not slip through together', async () => {
    const { call } = await limited({ per_hour_call_limit: '5' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  test('other consumers, anonymous calls, logins and the root are free', async () => {
    const { consumer, call } = await limited({ per_hour_call_limit: '1' });
    await call();
    expect((await call()).status).toBe(429);
    expect((await world.client.get(ME, { token: user.token })).status).toBe(200);
    expect((await world.client.get(`/obp/v4.0.0/banks/${bank}`)).status).toBe(200);
    expect((await call('/obp/v4.0.0/root')).status).toBe(200);
    expect(await world.client.login(user.username, PASSWORD, consumer.key)).toEqual(expect.any(String));
  });

  test('all users and all sessions of a consumer count together', async () => {
    const { consumer, call } = await limited({ per_hour_call_limit: '2' });
    const other = await world.user('other');
    await call();
    await world.client.get(ME, { token: await loginThrough(world, other, consumer) });
    expect((await call()).status).toBe(429);
  });

  test('who may not call at all is told so, and is not counted', async () => {
    const { consumer, call } = await limited({ per_hour_call_limit: '1' });
    await world.client.put(`/obp/v3.1.0/management/consumers/${consumer.consumerId}`, { enabled: false }, { token: world.admin.token });
    const { status, body, headers } = await call();
    expect([status, body.message, headers['x-rate-limit-limit']]).toEqual([401, 'OBP-20058: Consumer is disabled.', undefined]);
  });

  test('limits that are lifted, not begun or over do not hold', async () => {
    const { consumer, call } = await limited({ per_hour_call_limit: '1' });
    await call();
    expect((await call()).status).toBe(429);
    for (const change of [
      {},
      { per_hour_call_limit: '0' },
      { per_hour_call_limit: '1', to_date: '2020-01-02T00:00:00Z' },
      { per_hour_call_limit: '1', from_date: '2098-01-01T00:00:00Z' },
    ]) {
      await limit(world, consumer, change);
      expect((await call()).status).toBe(200);
    }
    await limit(world, consumer, { per_hour_call_limit: '1' });
    expect((await call()).status).toBe(429);
  });

  test('limits of some calls are about those, and count apart', async () => {
    const { consumer, call } = await limited({ per_hour_call_limit: '2' });
    await limit(world, consumer, { api_name: 'getBank', bank_id: bank, per_hour_call_limit: '1' });
    const other = await world.bank();
    expect((await call(`/obp/v4.0.0/banks/${bank}`)).status).toBe(200);
    expect((await call(`/obp/v4.0.0/banks/${bank}`)).body).toEqual(refusal(1, 'hour'));
    expect((await call(`/obp/v4.0.0/banks/${other}`)).status).toBe(200);
    expect((await call()).status).toBe(200);
    expect((await call()).body).toEqual(refusal(2, 'hour'));
  });

  test('where calls are counted is said', async () => {
    const { status, body } = await world.client.get('/obp/v3.1.0/rate-limiting');
    expect([status, Object.entries(body)]).toEqual([
      200,
      Object.entries({ enabled: true, technology: usesRedis() ? 'REDIS' : 'In-Memory', service_available: true, is_active: true }),
    ]);
  });
});
