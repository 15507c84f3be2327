import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, shared } from '../support/client.js';
import { databaseKind } from '../support/databases.mjs';
import { sql, until } from '../support/sql.js';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';

/** Nobody can look into the embedded database beside its service. */
const onServer = databaseKind() === 'postgres' ? test : test.skip;

/** Numbers whose last digits have the simulator say nothing after it took the message. */
const SILENT = '+447972000005';

describe('many deliveries', () => {
  let world: World;
  let bank: string;
  let staff: WorldUser;
  let customer: string;

  const path = (rest: string): string => `/messaging/v1/banks/${bank}/deliveries${rest}`;
  const get = (rest: string): Promise<Answer> => world.client.get(path(rest), { token: staff.token });
  const redrive = (body: object): Promise<Answer> => world.client.post(path('/redrive'), body, { token: staff.token });
  const statuses = async (): Promise<Record<string, number>> => (await get('/statistics')).body.statuses;

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    staff = await world.user('staff');
    for (const role of [
      'CanCreateCustomerMessage',
      'CanGetDeliveries',
      'CanGetDeliveryStatistics',
      'CanRedriveDeliveries',
      'CanGetAuditRecords',
    ])
      await world.grant(staff, role, role === 'CanGetAuditRecords' ? '' : bank);
    for (const role of ['CanManageProviders', 'CanManageRoutes']) await world.grant(staff, role, bank);
    const put = (rest: string, body: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/${rest}`, body, { token: staff.token });
    await put('providers/sim', { kind: 'simulator', settings: {} });
    await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: 'sim' }] });
    const body = { ...CUSTOMER, mobile_phone_number: SILENT };
    customer = (await world.client.post(`/obp/v4.0.0/banks/${bank}/customers`, body, { token: world.admin.token })).body.customer_id;
  });

  const allSent = (count: number, reference: string): Promise<void> =>
    until(`${count} are sent`, async () => (await get(`?reference=${reference}&status=sent`)).body.deliveries.length === count);

  const send = (reference: string): Promise<Answer> =>
    world.client.post(
      `/messaging/v1/banks/${bank}/customers/${customer}/messages`,
      { ...MESSAGE, transport: 'SMS', reference },
      { token: staff.token },
    );

  /** Sends some, and writes into the database what only 72 hours without a receipt would write. */
  const makeUnknown = async (count: number, reference: string): Promise<void> => {
    for (let sent = 0; sent < count; sent++) await send(reference);
    await allSent(count, reference);
    await sql(
      shared().databaseUrl as string,
      `UPDATE deliveries SET status = 'unknown', reason = 'no_receipt' WHERE bank_id = $1 AND reference = $2`,
      [bank, reference],
    );
  };

  onServer('are counted first, and driven again a few at a time', async () => {
    await makeUnknown(5, 'bulk');
    const wanted = { status: 'unknown', reference: 'bulk' };
    expect((await redrive(wanted)).body).toEqual({ dry_run: true, count: 5, has_more: false, next_cursor: null });
    expect(await statuses()).toMatchObject({ unknown: 5 });

    const seen: number[] = [];
    let cursor = '';
    for (let calls = 0; calls < 5; calls++) {
      const { status, body } = await redrive({ ...wanted, dry_run: false, limit: 2, cursor });
      expect([status, body.dry_run]).toEqual([200, false]);
      seen.push(body.count);
      if (!body.has_more) break;
      cursor = body.next_cursor;
    }
    expect(seen).toEqual([2, 2, 1]);
    await allSent(5, 'bulk');
    const { deliveries } = (await get('?reference=bulk')).body;
    for (const { history } of deliveries) expect(history.map((one: any) => one.reason)).toEqual(['', 'redriven', '']);
    const { body: trail } = await world.client.get(`/messaging/v1/audit-records?subject_id=${bank}`, { token: staff.token });
    const counts = trail.audit_records.filter(({ action }: any) => action === 'deliveries.redriven').map(({ after }: any) => after.count);
    expect(counts.sort()).toEqual([1, 2, 2]);
  });

  onServer('other filters leave them as they are', async () => {
    await makeUnknown(1, 'filters');
    for (const filter of [
      { status: 'dead' },
      { status: 'unknown', channel: 'email' },
      { status: 'unknown', provider_id: 'other' },
      { status: 'unknown', reference: 'another' },
      { status: 'unknown', reference: 'filters', from_date: '2099-01-01T00:00:00Z' },
      { status: 'unknown', reference: 'filters', to_date: '2020-01-01T00:00:00Z' },
    ])
      expect((await redrive({ ...filter, dry_run: false })).body).toMatchObject({ count: 0, has_more: false, next_cursor: null });
    expect((await redrive({ status: 'unknown', channel: 'sms', provider_id: 'sim', from_date: '2020-01-01T00:00:00Z' })).body.count).toBe(
      1,
    );
  });

  test.each([
    [{ status: 'sent' }],
    [{ channel: 'pigeon' }],
    [{ limit: 0 }],
    [{ cursor: 'nowhere' }],
    [{ dry_run: 'no' }],
    [{ from_date: '2026-02-01T00:00:00Z', to_date: '2026-01-01T00:00:00Z' }],
  ])('%j is refused', async (body) => {
    const { status, body: refused } = await redrive(body);
    expect([status, refused.message.slice(0, 9)]).toEqual([400, 'OBP-10001']);
  });

  test('are counted by period, channel, provider and status', async () => {
    await send('counted');
    await allSent(1, 'counted');
    const all = (await get('/statistics?by=day')).body;
    expect(all.counts.length).toBeGreaterThan(0);
    const sum = all.counts.reduce((total: number, one: { count: number }) => total + one.count, 0);
    expect(Object.values<number>(all.statuses).reduce((one, other) => one + other, 0)).toBe(sum);
    for (const one of all.counts) expect(one).toMatchObject({ channel: 'sms', provider_id: 'sim', start: expect.any(String) });
    expect((await get('/statistics?from_date=2026-01-01T00:00:00Z&to_date=2026-01-31T23:59:59Z')).body).toMatchObject({
      counts: [],
      statuses: {},
    });
  });

  test.each([
    ['by=week', 'OBP-10016'],
    ['from_date=yesterday', 'OBP-10016'],
    ['from_date=2026-01-01T00:00:00Z&to_date=2026-02-02T00:00:00Z', 'OBP-98351'],
    ['from_date=2026-02-01T00:00:00Z&to_date=2026-01-01T00:00:00Z', 'OBP-98351'],
  ])('%s is refused', async (query, code) => {
    const { status, body } = await get(`/statistics?${query}`);
    expect([status, body.message.slice(0, 9)]).toEqual([400, code]);
  });
});
