import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { loginThrough, newConsumer, type NewConsumer, NO_LIMITS } from '../support/consumers.js';
import { World, type WorldUser } from '../support/world.js';

describe('call limits of a consumer', () => {
  let world: World;
  let setter: WorldUser;
  let nobody: WorldUser;
  let consumer: NewConsumer;
  const path = (id = consumer.consumerId, version = 'v3.1.0'): string => `/obp/${version}/management/consumers/${id}/consumer/call-limits`;
  const token = (): { token: string } => ({ token: setter.token });

  beforeAll(async () => {
    world = await World.create();
    [setter, nobody] = await Promise.all([world.user('setter'), world.user('nobody')]);
    await world.grant(setter, 'CanSetCallLimits');
    await world.grant(setter, 'CanReadCallLimits');
    await world.grantIfMissing(world.admin, 'CanCreateConsumer');
    consumer = await newConsumer(world);
  });

  test.each(['v3.1.0', 'v4.0.0', 'v5.1.0'])('%s sets them and says what it set', async (version) => {
    const body = { ...NO_LIMITS, per_minute_call_limit: '1000', per_month_call_limit: 5000 };
    const answer = await world.client.put(path(consumer.consumerId, version), body, token());
    expect(answer.status).toBe(200);
    expect(Object.entries(answer.body)).toEqual(Object.entries({ ...body, per_month_call_limit: '5000' }));
  });

  test('v4.0.0 says too which calls they are about', async () => {
    const body = { ...NO_LIMITS, api_version: 'v4.0.0', api_name: 'getBank', bank_id: 'gh.29.uk' };
    const { body: answer } = await world.client.put(path(consumer.consumerId, 'v4.0.0'), body, token());
    const { from_date, to_date, ...limits } = NO_LIMITS;
    expect(Object.entries(answer)).toEqual(
      Object.entries({ from_date, to_date, api_version: 'v4.0.0', api_name: 'getBank', bank_id: 'gh.29.uk', ...limits }),
    );
    const empty = await world.client.put(path(consumer.consumerId, 'v4.0.0'), { ...NO_LIMITS, api_version: null, bank_id: '' }, token());
    expect(empty.body).toEqual(NO_LIMITS);
  });

  test('all that is set for an application can be read, first what is about it as a whole, with its times and counts', async () => {
    const own = await newConsumer(world);
    const all = (query = '', by = setter): Promise<Answer> =>
      world.client.get(`/messaging/v1/consumers/${own.consumerId}/call-limits${query}`, { token: by.token });
    expect((await all()).body).toEqual({ call_limits: [] });
    const ofCalls = { ...NO_LIMITS, per_day_call_limit: '7', api_version: 'v4.0.0', api_name: 'getBank', bank_id: 'gh.29.uk' };
    const whole = { ...NO_LIMITS, per_hour_call_limit: '10', to_date: '2098-01-01T00:00:00Z' };
    await world.client.put(path(own.consumerId, 'v4.0.0'), ofCalls, token());
    await world.client.put(path(own.consumerId), whole, token());
    const through = await loginThrough(world, nobody, own);
    await world.client.get('/obp/v4.0.0/users/current/user_id', { token: through });
    const { body } = await all();
    expect(body.call_limits).toEqual([
      {
        ...{ ...whole, api_version: '', api_name: '', bank_id: '' },
        current_state: { per_hour: { calls_made: 1, reset_in_seconds: expect.any(Number) } },
      },
      { ...ofCalls, current_state: {} },
    ]);
    expect((await all('?limit=1&offset=1')).body.call_limits).toEqual([body.call_limits[1]]);
    expect((await all('', nobody)).status).toBe(403);
    const missing = await world.client.get('/messaging/v1/consumers/none/call-limits', token());
    expect([missing.status, missing.body.message.slice(0, 9)]).toEqual([404, 'OBP-30019']);
  });

  test('they are read with the calls made in each limited period', async () => {
    const own = await newConsumer(world);
    const { from_date: _, to_date: __, ...none } = NO_LIMITS;
    const read = async (): Promise<Record<string, unknown>> => {
      const { status, body } = await world.client.get<Record<string, unknown>>(path(own.consumerId), token());
      expect(status).toBe(200);
      return body;
    };
    expect(Object.entries(await read())).toEqual(Object.entries({ ...none, current_state: {} }));

    const limited = { per_hour_call_limit: '10', per_month_call_limit: '100' };
    await world.client.put(path(own.consumerId), { ...NO_LIMITS, ...limited }, token());
    expect(await read()).toEqual({ ...none, ...limited, current_state: {} });

    const through = await loginThrough(world, nobody, own);
    for (let call = 0; call < 3; call++) await world.client.get('/obp/v4.0.0/users/current/user_id', { token: through });
    const { current_state: state } = (await read()) as { current_state: Record<string, { calls_made: number; reset_in_seconds: number }> };
    expect(Object.keys(state)).toEqual(['per_hour', 'per_month']);
    expect(state.per_hour?.calls_made).toBe(3);
    expect(state.per_hour?.reset_in_seconds).toBeGreaterThan(3500);
    expect(state.per_hour?.reset_in_seconds).toBeLessThanOrEqual(3600);
    expect(state.per_month?.calls_made).toBe(3);
    expect(state.per_month?.reset_in_seconds).toBeGreaterThan(2_591_900);
  });

  describe.each([
    ['v3.1.0', 'CallLimitPostJson'],
    ['v4.0.0', 'CallLimitPostJsonV400'],
  ])('%s refuses', (version, name) => {
    const put = (body: unknown, id = consumer.consumerId, call = token()): Promise<Answer> =>
      world.client.put(path(id, version), body, call);

    test('role first, then body, then consumer', async () => {
      expect((await put({}, 'no-such-consumer', { token: nobody.token })).body).toEqual({
        code: 403,
        message: 'OBP-20006: User is missing one or more roles: CanSetCallLimits',
      });
      expect((await put({}, 'no-such-consumer')).body).toEqual({
        code: 400,
        message: `OBP-10001: Incorrect json format. The Json body should be the ${name} `,
      });
      expect((await put(NO_LIMITS, 'no-such-consumer')).body).toEqual({
        code: 404,
        message: 'OBP-30019: Consumer not found. Please specify a valid value for CONSUMER_ID. Current ConsumerId is no-such-consumer',
      });
      expect((await world.client.put(path(consumer.consumerId, version), NO_LIMITS)).status).toBe(401);
    });

    test.each(['ten', '1.5', '', '2147483648', '99999999999', null, true])('the limit %p', async (value) => {
      const { status, body } = await put({ ...NO_LIMITS, per_day_call_limit: value });
      expect([status, body.message]).toEqual([400, expect.stringMatching(/^OBP-10001: .* The field per_day_call_limit must /)]);
    });

    test('an end before the beginning, and a date that is none', async () => {
      const backwards = await put({ ...NO_LIMITS, to_date: '2019-12-31T23:59:59Z' });
      expect([backwards.status, backwards.body.message]).toEqual([
        400,
        'OBP-10001: Incorrect json format. The field to_date must not be before from_date.',
      ]);
      expect((await put({ ...NO_LIMITS, from_date: 'soon' })).body.message).toMatch(/^OBP-10001: .*The field from_date must be a date/);
    });
  });

  test('v4.0.0 refuses a bank_id that no bank can have', async () => {
    const { status, body } = await world.client.put(path(consumer.consumerId, 'v4.0.0'), { ...NO_LIMITS, bank_id: 'no bank' }, token());
    expect([status, body.message]).toEqual([400, 'OBP-10001: Incorrect json format. Here are all invalid values: List((bank_id,no bank))']);
  });

  test('reading takes a role and a consumer', async () => {
    expect((await world.client.get(path(), { token: nobody.token })).body.message).toBe(
      'OBP-20006: User is missing one or more roles: CanReadCallLimits',
    );
    expect((await world.client.get(path('no-such-consumer'), token())).body.message).toMatch(/^OBP-30019/);
    expect((await world.client.get(path())).status).toBe(401);
  });
});
