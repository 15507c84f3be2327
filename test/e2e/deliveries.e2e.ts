import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/client.js';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';

const ENDS = ['delivered', 'failed', 'cancelled', 'suppressed', 'expired', 'dead', 'unknown'];

describe('deliveries', () => {
  let world: World;
  let bank: string;
  let staff: WorldUser;
  const customers = new Map<string, string>();

  const messages = (customer: string): string => `/messaging/v1/banks/${bank}/customers/${customer}/messages`;
  const get = (path: string): Promise<Answer> => world.client.get(path, { token: staff.token });
  const send = (customer: string, more: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    world.client.post(messages(customer), { ...MESSAGE, transport: 'SMS', ...more }, { token: staff.token, headers });

  /** A customer whose number has these last digits. */
  const customer = async (digits: string): Promise<string> => {
    const known = customers.get(digits);
    if (known !== undefined) return known;
    const body = { ...CUSTOMER, mobile_phone_number: `+4479720000${digits}`, email: '' };
    const { body: made } = await world.client.post(`/obp/v4.0.0/banks/${bank}/customers`, body, { token: world.admin.token });
    customers.set(digits, made.customer_id);
    return made.customer_id;
  };

  /** Asks until a delivery is where it stays, or where it is wanted. */
  const settled = async (of: string, message: string, wanted: readonly string[] = ENDS): Promise<any> => {
    for (let round = 0; round < 200; round++) {
      const { body } = await get(`${messages(of)}/${message}`);
      const [delivery] = body.deliveries;
      if (wanted.includes(delivery.status)) return delivery;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`not ${wanted.join(', ')} after 10 seconds`);
  };

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    staff = await world.user('staff');
    for (const role of [
      'CanCreateCustomerMessage',
      'CanGetCustomerMessages',
      'CanGetDeliveries',
      'CanCancelDeliveries',
      'CanRedriveDeliveries',
      'CanManageProviders',
      'CanManageRoutes',
    ])
      await world.grant(staff, role, bank);
    const put = (path: string, body: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token });
    expect((await put('providers/sim', { kind: 'simulator', settings: {} })).status).toBe(200);
    expect((await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: 'sim' }] })).body).toEqual({
      transport: 'sms',
      channel: 'sms',
      providers: [{ provider_id: 'sim', rank: 0, weight: 1 }],
    });
  });

  test('a message with a route is delivered, whichever operation creates it', async () => {
    const of = await customer('321');
    const v4 = `/obp/v4.0.0/banks/${bank}/customers/${of}/messages`;
    expect((await world.client.post(v4, { ...MESSAGE, transport: ' sms ' }, { token: staff.token })).body).toEqual({ success: 'Success' });
    const batch = [{ ...MESSAGE, transport: 'SMS', customer_id: of }];
    expect((await world.client.post(`/messaging/v1/banks/${bank}/messages`, batch, { token: staff.token })).status).toBe(207);
    const { status, body, headers } = await send(of, { reference: 'order-4711', metadata: { campaign: 'spring 🌱', path: '\\u0000' } });
    expect(status).toBe(201);
    expect(headers.location).toMatch(new RegExp(`${messages(of)}/${body.id}$`));
    expect(body.deliveries[0]).toMatchObject({
      channel: 'sms',
      priority: 'normal',
      reference: 'order-4711',
      metadata: { campaign: 'spring 🌱', path: '\\u0000' },
    });
    expect(Math.abs(Date.parse(body.deliveries[0].created_at) - Date.parse(body.date))).toBeLessThan(2_000);

    const { body: list } = await get(`/messaging/v1/banks/${bank}/customers/${of}/messages`);
    expect(list.messages).toHaveLength(3);
    for (const { id } of list.messages) {
      const delivery = await settled(of, id);
      expect(delivery).toMatchObject({ status: 'delivered', reason: '', address: '…0321', provider_id: 'sim' });
      expect(delivery.history.map((change: any) => change.status)).toEqual(['sent', 'delivered']);
      expect(delivery.attempts).toEqual([expect.objectContaining({ attempt: 1, outcome: 'accepted', code: '' })]);
    }
  });

  test('a message without a route is in the inbox alone, and keeps what its sender said of it', async () => {
    const of = await customer('321');
    expect((await send(of, { transport: 'FAX' })).body.deliveries).toEqual([]);
    const { body } = await send(of, { transport: 'FAX', reference: 'order-1' });
    expect(body.deliveries).toEqual([expect.objectContaining({ channel: 'inbox', status: 'delivered', reference: 'order-1' })]);
    const { status, body: refused } = await send(of, { channels: ['email'] });
    expect([status, refused.message]).toEqual([400, 'OBP-98205: The bank has no route to this channel: email']);
  });

  test.each([
    ['002', 'failed', 'address_rejected', ['permanent']],
    ['003', 'delivered', '', ['temporary', 'accepted']],
    ['006', 'suppressed', 'opted_out', []],
  ])('to a number that ends with %s: %s', async (digits, status, reason, outcomes) => {
    const of = await customer(digits);
    const { body } = await send(of);
    const delivery = await settled(of, body.id);
    expect(delivery).toMatchObject({ status, reason });
    expect(delivery.attempts.map((one: any) => one.outcome)).toEqual(outcomes);
  });

  test('one whose receipt never comes stays sent', async () => {
    const of = await customer('005');
    const { body } = await send(of);
    const delivery = await settled(of, body.id, ['sent']);
    expect(delivery).toMatchObject({ ended_at: null, sent_at: expect.any(String) });
  });

  test('a customer without a number, or with something else for one', async () => {
    for (const [number, status, reason] of [
      ['', 'suppressed', 'no_address'],
      ['no phone', 'failed', 'invalid_address'],
    ]) {
      const body = { ...CUSTOMER, mobile_phone_number: number };
      const { body: made } = await world.client.post(`/obp/v4.0.0/banks/${bank}/customers`, body, { token: world.admin.token });
      const { body: sent } = await send(made.customer_id);
      expect(await settled(made.customer_id, sent.id)).toMatchObject({ status, reason, attempts: [] });
    }
  });

  test('a scheduled one waits, can be cancelled once, and never goes out', async () => {
    const of = await customer('321');
    const sendAt = `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`;
    const { body } = await send(of, { send_at: sendAt });
    const { deliveries, id } = body;
    expect(deliveries[0]).toMatchObject({ status: 'scheduled' });
    const cancel = `${messages(of)}/${id}/deliveries/${deliveries[0].delivery_id}/cancel`;
    const both = await Promise.all([1, 2].map(() => world.client.post(cancel, {}, { token: staff.token })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 200)?.body).toMatchObject({ status: 'cancelled', reason: 'cancelled_by_bank' });
    const redrive = cancel.replace(/cancel$/, 'redrive');
    expect((await world.client.post(redrive, {}, { token: staff.token })).status).toBe(409);
  });

  test.each([
    [{ send_at: '2020-01-01T00:00:00Z' }, 'OBP-98206'],
    [{ send_at: '2099-01-01T00:00:00Z' }, 'OBP-98206'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'OBP-98206'],
    [{ send_at: 'tomorrow' }, 'OBP-10001'],
    [{ priority: 'urgent' }, 'OBP-10001'],
    [{ channels: 'sms' }, 'OBP-10001'],
    [{ metadata: { text: 'x'.repeat(2_100) } }, 'OBP-10001'],
    [{ metadata: [] }, 'OBP-10001'],
    [{ metadata: { text: 'a NUL \0' } }, 'OBP-10001'],
    [{ metadata: { ['\ud83d']: 'half' } }, 'OBP-10001'],
    [{ reference: 'x'.repeat(129) }, 'OBP-10001'],
  ])('%j is refused', async (more, code) => {
    const { status, body } = await send(await customer('321'), more);
    expect([status, body.message.slice(0, 9)]).toEqual([400, code]);
  });

  test('a repeat with the same key is answered with the same message', async () => {
    const of = await customer('321');
    const headers = { 'Idempotency-Key': randomUUID() };
    const first = await send(of, { reference: 'key' }, headers);
    const again = await send(of, { reference: 'key' }, headers);
    expect([again.status, again.body.id, again.headers['idempotent-replayed']]).toEqual([201, first.body.id, 'true']);
    expect((await send(of, { reference: 'another' }, headers)).status).toBe(422);
  });

  test('are listed by page, status and reference', async () => {
    const of = await customer('321');
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift((await send(of, { reference: 'paged' })).body.id);
    const seen: string[] = [];
    let next: string | undefined = `/messaging/v1/banks/${bank}/deliveries?reference=paged&limit=2`;
    while (next !== undefined) {
      const { body, headers, status }: Answer = await get(next);
      expect(status).toBe(200);
      seen.push(...body.deliveries.map((one: any) => one.message_id));
      next = /<[^>]*(\/messaging[^>]*)>/.exec(String(headers.link))?.[1];
    }
    expect(seen).toEqual(ids);
    const { body: failed } = await get(`/messaging/v1/banks/${bank}/deliveries?status=failed`);
    expect(new Set(failed.deliveries.map((one: any) => one.status))).toEqual(new Set(['failed']));
    for (const wrong of ['reference=%00', 'status=lost', 'channel=pigeon', 'cursor=x', 'limit=0'])
      expect((await get(`/messaging/v1/banks/${bank}/deliveries?${wrong}`)).status).toBe(400);
  });

  test('are shown as they go out: an SMS in the parts that the network counts, a mail by sender and subject', async () => {
    const put = (path: string, body: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token });
    expect((await put('routes/email', { channel: 'email', providers: [{ provider_id: 'sim' }] })).status).toBe(200);
    const of = await customer('321');
    const accented = `${'á'.repeat(66)}😀${'á'.repeat(60)}`;
    const { body: sent } = await send(of, { message: accented, channels: ['sms', 'email'] });
    const preview = (deliveryId: string, customerId = of): Promise<Answer> =>
      get(`${messages(customerId)}/${sent.id}/deliveries/${deliveryId}/preview`);
    const idOf = (channel: string): string => sent.deliveries.find((one: any) => one.channel === channel).delivery_id;
    const parts = [
      { text: 'á'.repeat(66), units: 66 },
      { text: `😀${'á'.repeat(60)}`, units: 62 },
    ];
    expect(await preview(idOf('sms'))).toMatchObject({
      status: 200,
      body: {
        channel: 'sms',
        provider_id: 'sim',
        text: accented,
        sms: { encoding: 'ucs2', units: 128, segments: 2, parts },
        email: null,
      },
    });
    const { from_department: department } = MESSAGE;
    expect((await preview(idOf('email'))).body).toMatchObject({
      channel: 'email',
      sms: null,
      email: { from: department, subject: department },
    });
    expect((await preview(randomUUID())).body.message).toMatch(/^OBP-98202/);
    expect((await preview(idOf('sms'), await customer('002'))).body.message).toMatch(/^OBP-98201/);
  });

  test('what is not there is not found, also at another bank', async () => {
    const of = await customer('321');
    for (const id of [randomUUID(), 'x'])
      expect(await get(`${messages(of)}/${id}`)).toMatchObject({
        status: 404,
        body: { message: 'OBP-98201: The customer has no such message.' },
      });
    const { body } = await send(of);
    const { id } = body;
    expect((await get(`${messages(await customer('002'))}/${id}`)).status).toBe(404);
    const cancel = `${messages(of)}/${id}/deliveries/${randomUUID()}/cancel`;
    expect(await world.client.post(cancel, {}, { token: staff.token })).toMatchObject({ status: 404 });
  });

  test('a secret is kept, is never shown, and goes nowhere else', async () => {
    const put = (settings: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/providers/mail`, { kind: 'smtp', settings }, { token: staff.token });
    const settings = { host: 'mail.example', username: 'bank', from: 'bank@bank.example' };
    expect((await put(settings)).status).toBe(400); // it never had a password
    const { body } = await put({ ...settings, password: 'kept-in-a-box' });
    expect(body).toMatchObject({ settings, secrets: ['password'] });
    expect(JSON.stringify(body)).not.toContain('kept-in-a-box');
    expect((await put({ ...settings, subject: 'News' })).body).toMatchObject({ secrets: ['password'] });
    for (const elsewhere of [{ host: 'evil.example' }, { port: 2525 }, { ca: '-----BEGIN CERTIFICATE-----x' }]) {
      const { status, body: refused } = await put({ ...settings, ...elsewhere });
      expect([status, refused.message]).toEqual([400, expect.stringMatching(/^OBP-98302: .* password must be /)]);
    }
    expect((await put(settings)).body).toMatchObject({ secrets: ['password'] }); // nothing of what was refused is stored
    expect((await world.client.delete(`/messaging/v1/banks/${bank}/providers/mail`, { token: staff.token })).status).toBe(204);
  });

  test('two routes to one channel have providers of their own', async () => {
    const put = (path: string, body: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token });
    const codes = 'One-time: Codes';
    const path = `routes/${encodeURIComponent(codes)}`;
    expect((await put('providers/codes', { kind: 'simulator', settings: {} })).status).toBe(200);
    expect((await put(path, { channel: 'sms', providers: [{ provider_id: 'codes' }] })).status).toBe(200);
    const of = await customer('321');
    const taken = async (more: object): Promise<unknown[]> => {
      const { body } = await send(of, more);
      const { route, provider_id: provider } = await settled(of, body.id);
      return [route, provider];
    };
    const long = 'Ω'.repeat(64);
    const toCodes = { channel: 'sms', providers: [{ provider_id: 'codes' }] };
    expect((await put(`routes/${encodeURIComponent(long)}`, toCodes)).status).toBe(200);
    const wishes = [
      { transport: long },
      {},
      { transport: ' ONE-TIME: codes ' },
      { transport: 'post', channels: ['sms'] },
      { transport: codes, priority: 'bulk' },
    ];
    expect(await Promise.all(wishes.map(taken))).toEqual([
      [long.toLowerCase(), 'codes'],
      ['sms', 'sim'],
      ['one-time: codes', 'codes'],
      ['sms', 'sim'],
      ['one-time: codes', 'codes'],
    ]);

    const soon = `${new Date(Date.now() + 2_000).toISOString().slice(0, 19)}Z`;
    const { body: scheduled } = await send(of, { transport: codes, send_at: soon });
    const stays = await customer('005');
    const { body: waiting } = await send(stays, {
      transport: codes,
      expires_at: `${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}Z`,
    });
    expect(await settled(of, scheduled.id)).toMatchObject({ route: 'one-time: codes', provider_id: 'codes', status: 'delivered' });
    expect(await settled(stays, waiting.id, ['sent'])).toMatchObject({ provider_id: 'codes' });

    // What was for a route that is gone takes another one to its channel.
    await put('providers/codes', { kind: 'simulator', settings: {}, is_enabled: false });
    const { body: held } = await send(of, { transport: codes });
    expect((await world.client.delete(`/messaging/v1/banks/${bank}/${path}`, { token: staff.token })).status).toBe(204);
    expect(await settled(of, held.id)).toMatchObject({ route: 'one-time: codes', provider_id: 'sim', status: 'delivered' });
  });

  test('a provider that a route leads to is not deleted; one that sends by another way is no route', async () => {
    const remove = (path: string): Promise<Answer> => world.client.delete(`/messaging/v1/banks/${bank}/${path}`, { token: staff.token });
    const put = (path: string, body: object): Promise<Answer> =>
      world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token });
    expect((await remove('providers/sim')).status).toBe(409);
    expect((await put('routes/post', { channel: 'webhook', providers: [{ provider_id: 'sim' }] })).status).toBe(400);
    expect((await put('routes/post', { channel: 'sms', providers: [{ provider_id: 'nobody' }] })).status).toBe(400);
    expect((await put('routes/post', { channel: 'sms', providers: [] })).status).toBe(400);
    expect((await put('providers/Bad%20Name', { kind: 'simulator', settings: {} })).status).toBe(400);
    expect((await put('providers/odd', { kind: 'pigeon', settings: {} })).status).toBe(400);
    expect((await put('routes/post', { channel: 'sms', providers: [{ provider_id: 'sim' }] })).status).toBe(200);
    expect((await remove('routes/post')).status).toBe(204);
    expect((await remove('routes/post')).status).toBe(404);
  });
});
