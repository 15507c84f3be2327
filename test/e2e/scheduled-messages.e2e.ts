import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/client.js';
import { until } from '../support/sql.js';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';

describe('a scheduled message', () => {
  let world: World;
  let bank: string;
  let staff: WorldUser;
  let reader: WorldUser;

  const messages = (customer: string): string => `/messaging/v1/banks/${bank}/customers/${customer}/messages`;
  const get = (path: string, user = staff): Promise<Answer> => world.client.get(path, { token: user.token });
  const post = (path: string, body: object, headers = {}): Promise<Answer> =>
    world.client.post(path, body, { token: staff.token, headers });
  const send = (customer: string, more: object, headers = {}): Promise<Answer> =>
    post(messages(customer), { ...MESSAGE, transport: 'SMS', ...more }, headers);
  /** Moments are of whole seconds. */
  const inSeconds = (seconds: number): string => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const statusOf = async (customer: string, id: string): Promise<string> =>
    (await get(`${messages(customer)}/${id}`)).body.deliveries[0].status;

  const newCustomer = async (): Promise<string> => {
    const body = { ...CUSTOMER, mobile_phone_number: '+447972000321', email: '' };
    const { body: made } = await world.client.post(`/obp/v4.0.0/banks/${bank}/customers`, body, { token: world.admin.token });
    await world.link(bank, reader, made.customer_id);
    return made.customer_id;
  };

  /** What the customer and staff find in the lists of messages. */
  const lists = async (customer: string): Promise<any[][]> => {
    const staffs = (await get(`/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`)).body.messages;
    const sent = (await get(messages(customer))).body.messages;
    const inbox = (await get(`/obp/v1.4.0/banks/${bank}/customer/messages`, reader)).body.messages;
    return [staffs, sent, inbox];
  };

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    staff = await world.user('staff');
    reader = await world.user('reader');
    for (const role of [
      'CanCreateCustomerMessage',
      'CanGetCustomerMessages',
      'CanGetDeliveries',
      'CanCancelDeliveries',
      'CanManageProviders',
      'CanManageRoutes',
    ])
      await world.grant(staff, role, bank);
    const put = (path: string, body: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token });
    await put('providers/sim', { kind: 'simulator', settings: {} });
    await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: 'sim' }] });
  });

  test('is seen by staff alone until its time, then it is a message with an id of its own, and its address goes on to work', async () => {
    const customer = await newCustomer();
    const sendAt = inSeconds(6);
    const { status, body: scheduled, headers } = await send(customer, { send_at: sendAt, reference: 'later' });
    expect([status, scheduled.deliveries[0].status]).toEqual([201, 'scheduled']);
    expect(headers.location).toMatch(new RegExp(`${messages(customer)}/${scheduled.id}$`));
    expect(scheduled).toMatchObject({ message: MESSAGE.message, transport: 'SMS' });
    expect(scheduled.deliveries[0].next_try_at).toBe(new Date(sendAt).toISOString());
    expect((await lists(customer)).flat().filter(({ message }) => message === MESSAGE.message)).toEqual([]);
    const waiting = (await get(`/messaging/v1/banks/${bank}/deliveries?status=scheduled&reference=later`)).body.deliveries;
    expect(waiting).toEqual([expect.objectContaining({ message_id: scheduled.id, status: 'scheduled' })]);

    await until('it is delivered', async () => (await statusOf(customer, scheduled.id)) === 'delivered');
    const { body: after } = await get(`${messages(customer)}/${scheduled.id}`);
    expect(after.id).not.toBe(scheduled.id);
    expect(Date.parse(after.date)).toBeGreaterThanOrEqual(Date.parse(sendAt));
    expect((await get(`${messages(customer)}/${after.id}`)).body).toEqual(after);
    expect(after.deliveries[0]).toMatchObject({ delivery_id: scheduled.deliveries[0].delivery_id, message_id: after.id });
    expect(after.deliveries[0].history.map((one: any) => one.status)).toEqual(['queued', 'sent', 'delivered']);
    for (const list of await lists(customer)) expect(list.map(({ id }: any) => id)).toContain(after.id);
  });

  test('that is cancelled before never was a message; one without a route is one at its time', async () => {
    const [cancelled, kept] = [await newCustomer(), await newCustomer()];
    const sendAt = inSeconds(6);
    const { body } = await send(cancelled, { send_at: sendAt });
    const { body: plain } = await send(kept, { send_at: sendAt, transport: 'FAX' });
    expect(plain.deliveries).toEqual([expect.objectContaining({ channel: 'inbox', status: 'scheduled' })]);
    const cancel = `${messages(cancelled)}/${body.id}/deliveries/${body.deliveries[0].delivery_id}/cancel`;
    const answers = await Promise.all([1, 2].map(() => post(cancel, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await until('the other is there', async () => (await statusOf(kept, plain.id)) === 'delivered');
    expect((await get(messages(kept))).body.messages).toHaveLength(1);
    expect((await get(messages(cancelled))).body.messages).toEqual([]);
    expect((await get(`${messages(cancelled)}/${body.id}`)).body.deliveries[0]).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled_by_bank',
    });
  });

  test('and a repeat with the same key is answered with it, before its time and after', async () => {
    const customer = await newCustomer();
    const headers = { 'Idempotency-Key': randomUUID() };
    const wish = { send_at: inSeconds(6) };
    const first = await send(customer, wish, headers);
    const before = await send(customer, wish, headers);
    expect([before.status, before.body.id, before.headers['idempotent-replayed']]).toEqual([201, first.body.id, 'true']);
    expect((await send(customer, { ...wish, reference: 'other' }, headers)).status).toBe(422);
    await until('it is delivered', async () => (await statusOf(customer, first.body.id)) === 'delivered');
    const after = await send(customer, wish, headers);
    expect([after.status, after.headers['idempotent-replayed'], after.body.deliveries[0].status]).toEqual([201, 'true', 'delivered']);
    expect((await get(messages(customer))).body.messages).toHaveLength(1);
  });

  test.each([['without a key'], ['with a key']])('of a batch %s is kept until its time, beside what is sent at once', async (how) => {
    const customer = await newCustomer();
    const headers = how === 'with a key' ? { 'Idempotency-Key': randomUUID() } : {};
    const item = (text: string, more: object = {}): object => ({
      customer_id: customer,
      ...MESSAGE,
      transport: 'SMS',
      message: `${text}, ${how}`,
      ...more,
    });
    /** Of this batch, in each of the lists: the reader is linked to other customers too. */
    const texts = async (): Promise<string[][]> =>
      (await lists(customer)).map((list) =>
        list
          .map(({ message }) => message)
          .filter((text) => text.endsWith(`, ${how}`))
          .sort(),
      );
    const now = `at once, ${how}`;
    const times = { send_at: inSeconds(5) };
    const items = [
      item('later', times),
      item('at once'),
      item('nobody', { ...times, customer_id: 'nobody' }),
      item('past', { send_at: '2020-01-01T00:00:00Z' }),
      item('no route', { ...times, channels: ['email'] }),
      item('cancelled', times),
    ];
    const batch = (): Promise<Answer> => post(`/messaging/v1/banks/${bank}/messages`, items, headers);
    const { status, body } = await batch();
    const ids = body.results.map(({ message_id: id }: any) => id);
    expect([status, body.results]).toEqual([
      207,
      [
        { status: 201, message_id: ids[0] },
        { status: 201, message_id: ids[1] },
        { status: 404, message: expect.stringMatching(/^OBP-30046/) },
        { status: 400, message: expect.stringMatching(/^OBP-98206: .* send_at$/) },
        { status: 400, message: expect.stringMatching(/^OBP-98205: .* email$/) },
        { status: 201, message_id: ids[5] },
      ],
    ]);
    expect(await texts()).toEqual([[now], [now], [now]]);
    const { deliveries } = (await get(`${messages(customer)}/${ids[5]}`)).body;
    await post(`${messages(customer)}/${ids[5]}/deliveries/${deliveries[0].delivery_id}/cancel`, {});
    if (how === 'with a key') expect((await batch()).body).toEqual(body);
    await until('it is delivered', async () => (await statusOf(customer, ids[0])) === 'delivered');
    expect(await texts()).toEqual(Array(3).fill([now, `later, ${how}`]));
    if (how === 'with a key') {
      const again = await batch();
      const stored = ({ status: code }: any): boolean => code === 201;
      expect(again.body.results.filter(stored)).toEqual(body.results.filter(stored));
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect((await get(messages(customer))).body.messages).toHaveLength(2);
    }
  });

  test('of a batch is stored once by calls with one key at the same time', async () => {
    const customer = await newCustomer();
    const headers = { 'Idempotency-Key': randomUUID() };
    const items = Array.from({ length: 20 }, () => ({ customer_id: customer, ...MESSAGE, send_at: inSeconds(3600), reference: customer }));
    const answers = await Promise.all([1, 2, 3].map(() => post(`/messaging/v1/banks/${bank}/messages`, items, headers)));
    for (const { status } of answers) expect([207, 409]).toContain(status);
    expect(answers.filter(({ status }) => status === 207).length).toBeGreaterThan(0);
    const { deliveries } = (await get(`/messaging/v1/banks/${bank}/deliveries?reference=${customer}&limit=100`)).body;
    expect(deliveries).toHaveLength(20);
  });

  test.each([['2020-01-01T00:00:00Z'], ['2099-01-01T00:00:00Z'], ['2027-03-28T02:30:00'], ['soon']])('at %s is refused', async (sendAt) => {
    const { status, body } = await send(await newCustomer(), { send_at: sendAt });
    expect([status, body.message.slice(0, 9)]).toEqual([400, /Z$/.test(sendAt) ? 'OBP-98206' : 'OBP-10001']);
  });

  test('to nobody, or over a channel without a route, is refused at once', async () => {
    expect((await send('nobody', { send_at: inSeconds(60) })).body.message).toMatch(/^OBP-30046/);
    expect((await send(await newCustomer(), { send_at: inSeconds(60), channels: ['email'] })).body.message).toMatch(/^OBP-98205/);
  });
});
