import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange } from '../support/client.js';
import { RawSmtp } from '../support/mail/raw-smtp.js';
import { until } from '../support/sql.js';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ONE_CLICK = 'List-Unsubscribe=One-Click';

describe('who may be reached', () => {
  let world: World;
  let bank: string;
  let staff: WorldUser;

  const at = (path: string): string => `/messaging/v1/banks/${bank}/${path}`;
  const get = (path: string, user = staff): Promise<Answer> => world.client.get(at(path), { token: user.token });
  const put = (path: string, body: object, user = staff): Promise<Answer> => world.client.put(at(path), body, { token: user.token });
  const post = (path: string, body: object, user = staff): Promise<Answer> => world.client.post(at(path), body, { token: user.token });
  const remove = (path: string): Promise<Answer> => world.client.delete(at(path), { token: staff.token });

  const customer = async (more: object = {}): Promise<string> => {
    const body = { ...CUSTOMER, ...more };
    const { body: made } = await world.client.post(`/obp/v4.0.0/banks/${bank}/customers`, body, { token: world.admin.token });
    return made.customer_id;
  };
  const send = async (of: string, more: object = {}): Promise<string> =>
    (await post(`customers/${of}/messages`, { ...MESSAGE, transport: 'SMS', ...more })).body.id;
  const later = (seconds: number): string => `${new Date(Date.now() + seconds * 1_000).toISOString().slice(0, 19)}Z`;

  /** Asks until a delivery is where it is wanted. */
  const settled = async (of: string, message: string, isWanted: (delivery: any) => boolean): Promise<any> => {
    let delivery: any;
    for (let round = 0; round < 200; round++) {
      [delivery] = (await get(`customers/${of}/messages/${message}`)).body.deliveries;
      if (isWanted(delivery)) return delivery;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${delivery.status} ${delivery.reason} after 10 seconds`);
  };
  const ended = (of: string, message: string): Promise<any> => settled(of, message, ({ ended_at: at }) => at !== null);
  const redrive = (of: string, message: string, { delivery_id: id }: { delivery_id: string }): Promise<Answer> =>
    post(`customers/${of}/messages/${message}/deliveries/${id}/redrive`, {});

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    staff = await world.user('staff');
    for (const role of [
      'CanCreateCustomerMessage',
      'CanGetCustomerMessages',
      'CanRedriveDeliveries',
      'CanManageProviders',
      'CanManageRoutes',
      'CanManageSuppressions',
      'CanManageDeliveryPreferences',
    ])
      await world.grant(staff, role, bank);
    expect((await put('providers/sim', { kind: 'simulator', settings: {} })).status).toBe(200);
    for (const channel of ['sms', 'email'])
      expect((await put(`routes/${channel}`, { channel, providers: [{ provider_id: 'sim' }] })).status).toBe(200);
  });

  describe('suppressed addresses', () => {
    test('fill themselves when a provider calls an address bad, also for other customers with it', async () => {
      const of = await customer({ mobile_phone_number: '+44 7972 000 002' });
      expect(await ended(of, await send(of))).toMatchObject({ status: 'failed', reason: 'address_rejected' });
      const other = await customer({ mobile_phone_number: '+447972000002' });
      const message = await send(other, { priority: 'high' });
      const stopped = await ended(other, message);
      expect(stopped).toMatchObject({ status: 'suppressed', reason: 'address_suppressed', attempts: [], provider_id: '' });
      const { body: inbox } = await world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${other}/messages`, { token: staff.token });
      expect(inbox.messages).toHaveLength(1);
      const { status, body } = await post('suppressions/search', { channel: 'sms', address: '+44 7972 000002' });
      expect([status, body]).toEqual([
        200,
        {
          suppression_id: expect.any(String),
          channel: 'sms',
          address: '…0002',
          reason: 'hard_bounce',
          created_at: expect.any(String),
        },
      ]);
      expect((await remove(`suppressions/${body.suppression_id}`)).status).toBe(204);
      expect((await redrive(other, message, stopped)).status).toBe(200);
      expect(await ended(other, message)).toMatchObject({ status: 'failed', reason: 'address_rejected' }); // it is as bad as before
      expect((await post('suppressions/search', { channel: 'sms', address: '+447972000002' })).status).toBe(200);
    });

    test('are added, found whatever their case, and removed; what was suppressed is driven again', async () => {
      const email = `Some.One.${world.run}@Example.com`;
      const { status, body } = await post('suppressions', { channel: 'email', address: email, reason: 'complaint' });
      expect([status, body]).toMatchObject([201, { channel: 'email', address: 'S…@Example.com', reason: 'complaint' }]);
      expect(JSON.stringify(body)).not.toContain('Some');
      const of = await customer({ email: email.toLowerCase() });
      const message = await send(of, { transport: 'EMAIL' });
      const stopped = await ended(of, message);
      expect(stopped).toMatchObject({ status: 'suppressed', reason: 'address_suppressed' });
      expect(stopped.history.map((change: any) => change.status)).toEqual(['suppressed']);
      expect((await post('suppressions/search', { channel: 'email', address: email.toUpperCase() })).body).toEqual(body);
      expect((await post('suppressions/search', { channel: 'email', address: 'nobody@example.com' })).body.message).toMatch(/^OBP-98320/);
      expect((await remove(`suppressions/${body.suppression_id}`)).status).toBe(204);
      expect((await remove(`suppressions/${body.suppression_id}`)).status).toBe(404);
      expect((await remove('suppressions/x')).status).toBe(404);
      expect((await redrive(of, message, stopped)).status).toBe(200);
      expect(await ended(of, message)).toMatchObject({ status: 'delivered' });
    });

    test('that have unsubscribed get no mailings, and everything else', async () => {
      const email = `unsubscribed.${world.run}@example.com`;
      await post('suppressions', { channel: 'email', address: email, reason: 'unsubscribed' });
      const of = await customer({ email });
      for (const [priority, status] of [
        ['bulk', 'suppressed'],
        ['normal', 'delivered'],
        ['high', 'delivered'],
      ])
        expect(await ended(of, await send(of, { transport: 'EMAIL', priority }))).toMatchObject({ status });
    });

    test('are listed by page, newest first, and belong to one bank', async () => {
      const own = await world.bank();
      for (const role of ['CanManageSuppressions', 'CanGetSuppressions']) await world.grant(staff, role, own);
      const path = `/messaging/v1/banks/${own}/suppressions`;
      const ids: string[] = [];
      for (let count = 0; count < 5; count++) {
        const { body } = await world.client.post(path, { channel: 'email', address: `n${count}@example.com` }, { token: staff.token });
        expect(body.reason).toBe('manual');
        ids.push(body.suppression_id);
      }
      const seen: string[] = [];
      const sizes: number[] = [];
      let next: string | undefined = `${path}?limit=2`;
      while (next !== undefined) {
        const { body, headers, status }: Answer = await world.client.get(next, { token: staff.token });
        expect(status).toBe(200);
        sizes.push(body.suppressions.length);
        seen.push(...body.suppressions.map((one: any) => one.suppression_id));
        next = /<[^>]*(\/messaging[^>]*)>/.exec(String(headers.link))?.[1];
      }
      expect(seen).toEqual(ids.toReversed());
      expect(sizes).toEqual([2, 2, 1]);
      const elsewhere = await post('suppressions/search', { channel: 'email', address: 'n0@example.com' });
      expect(elsewhere.status).toBe(404);
      expect((await remove(`suppressions/${ids[0]}`)).status).toBe(404);
      for (const wrong of ['cursor=x', 'cursor=1.x', `cursor=999999999999999.${randomUUID()}`, 'limit=0'])
        expect((await world.client.get(`${path}?${wrong}`, { token: staff.token })).status).toBe(400);
    });

    test.each([
      [{ channel: 'sms', address: 'no number' }, 'OBP-98322'],
      [{ channel: 'email', address: 'no mail' }, 'OBP-98322'],
      [{ channel: 'webhook', address: 'https://bank.example' }, 'OBP-98322'],
      [{ channel: 'email', address: 'a@b.example', reason: 'dislike' }, 'OBP-98322'],
      [{ channel: 'email', address: '' }, 'OBP-10001'],
      [{ channel: 'email' }, 'OBP-10001'],
    ])('%j is refused', async (body, code) => {
      const { status, body: refused } = await post('suppressions', body);
      expect([status, refused.message.slice(0, 9)]).toEqual([400, code]);
    });

    test('whoever may read them changes nothing', async () => {
      const reader = await world.user('reader');
      await world.grant(reader, 'CanGetSuppressions', bank);
      expect((await get('suppressions', reader)).status).toBe(200);
      expect((await post('suppressions', { channel: 'email', address: 'a@b.example' }, reader)).status).toBe(403);
    });
  });

  describe('opt-outs', () => {
    test.each([
      ['mailings', { high: 'delivered', normal: 'delivered', bulk: 'suppressed' }],
      ['channel', { high: 'delivered', normal: 'suppressed', bulk: 'suppressed' }],
    ])('of %s', async (extent, ends) => {
      const of = await customer();
      const wanted = { opt_outs: [{ channel: 'sms', extent }], time_zone: 'Europe/Madrid', language: 'es' };
      expect((await put(`customers/${of}/delivery-preferences`, wanted)).body).toEqual({ ...wanted, version: 1 });
      for (const [priority, status] of Object.entries(ends))
        expect([priority, await ended(of, await send(of, { priority }))]).toMatchObject([
          priority,
          { status, reason: status === 'suppressed' ? 'opted_out' : '' },
        ]);
      expect(await ended(of, await send(of, { priority: 'bulk', transport: 'EMAIL' }))).toMatchObject({ status: 'delivered' });
    });

    test('that come after the message was queued count; taken back, it is driven again', async () => {
      const of = await customer();
      const message = await send(of, { send_at: later(3) });
      await put(`customers/${of}/delivery-preferences`, { opt_outs: [{ channel: 'sms', extent: 'channel' }] });
      const stopped = await ended(of, message);
      expect(stopped).toMatchObject({ status: 'suppressed', reason: 'opted_out', attempts: [] });
      await put(`customers/${of}/delivery-preferences`, { opt_outs: [] });
      expect((await redrive(of, message, stopped)).status).toBe(200);
      expect(await ended(of, message)).toMatchObject({ status: 'delivered' });
    });

    test('are there for customers of the bank alone, and nobody overwrites what they have not seen', async () => {
      const of = await customer();
      const path = `customers/${of}/delivery-preferences`;
      expect((await get(path)).body).toEqual({ opt_outs: [], time_zone: '', language: '', version: 0 });
      for (const who of [randomUUID(), 'x']) {
        expect((await get(`customers/${who}/delivery-preferences`)).body.message).toMatch(/^OBP-30046/);
        expect((await put(`customers/${who}/delivery-preferences`, { opt_outs: [] })).body.message).toMatch(/^OBP-30046/);
      }
      expect((await put(path, { opt_outs: [], language: 'es', version: 0 })).body).toMatchObject({ language: 'es', version: 1 });
      const late = await put(path, { opt_outs: [], version: 0 });
      expect([late.status, late.body.message.slice(0, 9)]).toEqual([409, 'OBP-98324']);
      const both = await Promise.all([1, 2].map(() => put(path, { opt_outs: [], version: 1 })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await put(path, { opt_outs: [], language: 'es', version: 0 }, await world.user('nobody'))).status).toBe(403);
    });

    test.each([
      { opt_outs: [{ channel: 'pigeon', extent: 'channel' }] },
      { opt_outs: [{ channel: 'sms', extent: 'some' }] },
      { opt_outs: ['mailings', 'channel'].map((extent) => ({ channel: 'sms', extent })) },
      { opt_outs: [], time_zone: 'Mars/Olympus' },
      { opt_outs: [], language: '<es>' },
    ])('%j is refused', async (body) => {
      const { status, body: refused } = await put(`customers/${await customer()}/delivery-preferences`, body);
      expect([status, refused.message.slice(0, 9)]).toEqual([400, 'OBP-98323']);
    });
  });

  describe('settings of a bank', () => {
    test('say which country is meant where a number has none', async () => {
      const own = await world.bank();
      await world.grant(staff, 'CanManageRoutes', own);
      const path = `/messaging/v1/banks/${own}/delivery-settings`;
      const token = staff.token;
      expect((await world.client.get(path, { token })).body).toEqual({
        ...{ country: '', time_zone: 'UTC', quiet_hours: null },
        read_receipts: false,
      });
      const wanted = { country: 'gb', time_zone: 'Europe/London' };
      expect((await world.client.put(path, wanted, { token })).body).toEqual({
        country: 'GB',
        time_zone: 'Europe/London',
        quiet_hours: null,
        read_receipts: false,
      });
      await world.grant(staff, 'CanManageSuppressions', own);
      const add = (address: string): Promise<Answer> =>
        world.client.post(`/messaging/v1/banks/${own}/suppressions`, { channel: 'sms', address }, { token });
      const [with_, without] = [await add('+44 7911 123456'), await add('07911 123456')];
      expect(without.body.suppression_id).toBe(with_.body.suppression_id);
    });

    test.each([
      { country: 'XX', time_zone: 'UTC' },
      { time_zone: 'London' },
      { time_zone: '+01:00' },
      { time_zone: 'UTC', quiet_hours: { from: '22:00', until: '22:00', classes: ['bulk'] } },
      { time_zone: 'UTC', quiet_hours: { from: '24:00', until: '07:00', classes: ['bulk'] } },
      { time_zone: 'UTC', quiet_hours: { from: '22:00', until: '07:00', classes: ['high'] } },
      { time_zone: 'UTC', quiet_hours: { from: '22:00', until: '07:00', classes: [] } },
    ])('%j is refused', async (body) => {
      const { status, body: refused } = await put('delivery-settings', body);
      expect([status, refused.message.slice(0, 9)]).toEqual([400, 'OBP-98321']);
    });

    test('hold back what is due in quiet hours until they end, and say so', async () => {
      const own = new Date(Math.floor(Date.now() / 60_000) * 60_000);
      const clock = (minutes: number): string => new Date(own.getTime() + minutes * 60_000).toISOString().slice(11, 16);
      const quiet = { from: clock(-60), until: clock(60), classes: ['normal', 'bulk'] };
      expect((await put('delivery-settings', { country: 'GB', time_zone: 'UTC', quiet_hours: quiet })).body.quiet_hours).toEqual(quiet);
      try {
        const of = await customer();
        const held = await settled(of, await send(of), ({ reason }) => reason !== '');
        expect(held).toMatchObject({ status: 'queued', reason: 'quiet_hours', attempts: [], ended_at: null });
        expect(held.history).toEqual([expect.objectContaining({ status: 'queued', reason: 'quiet_hours' })]);
        expect(Date.parse(held.next_try_at)).toBeGreaterThan(own.getTime() + 59 * 60_000);
        expect(Date.parse(held.next_try_at)).toBeLessThanOrEqual(own.getTime() + 61 * 60_000);
        expect(await ended(of, await send(of, { priority: 'high' }))).toMatchObject({ status: 'delivered' });
        const short = await settled(of, await send(of, { expires_at: later(600) }), ({ reason }) => reason !== '');
        expect(short).toMatchObject({ status: 'queued', reason: 'expires_in_quiet_hours' });
        await put(`customers/${of}/delivery-preferences`, { opt_outs: [], time_zone: 'Pacific/Honolulu' });
        expect(await ended(of, await send(of))).toMatchObject({ status: 'delivered' }); // there it is another time of the day
      } finally {
        await put('delivery-settings', { country: 'GB', time_zone: 'UTC' });
      }
    });
  });

  describe('a link to unsubscribe', () => {
    let of: string;
    let link: string;

    const options = async (): Promise<unknown> => (await get(`customers/${of}/delivery-preferences`)).body.opt_outs;
    const click = (path: string, body = ONE_CLICK, headers: Record<string, string> = FORM): Promise<Answer> =>
      exchange(world.client.base, 'POST', path, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }, body);

    beforeAll(async () => {
      of = await customer({ email: `one.click.${world.run}@example.com` });
      link = await unsubscribeLink(world, bank, of, staff);
    });

    test('says nothing of who is meant', () => {
      const token = new URL(link, world.client.base).searchParams.get('token') as string;
      expect(Buffer.from(token.split('.').at(-1) as string, 'base64url').toString('latin1')).not.toContain(of);
      expect(token).not.toContain(of);
    });

    test('changes nothing when it is looked at, in English and Spanish, by programs too', async () => {
      const texts = new Map<string, string>();
      for (const language of ['en', 'es']) {
        const { status, body, headers } = await exchange(world.client.base, 'GET', link, { 'Accept-Language': language });
        expect([status, headers['referrer-policy'], headers['cache-control']]).toEqual([200, 'no-referrer', 'no-store']);
        expect(headers['set-cookie']).toBeUndefined();
        texts.set(language, String(body));
      }
      expect(texts.get('en')).toContain('<button type="submit">Unsubscribe</button>');
      expect(texts.get('es')).toContain('<button type="submit">Darme de baja</button>');
      for (const verb of ['HEAD', 'OPTIONS']) await exchange(world.client.base, verb, link, {});
      expect(await options()).toEqual([]);
    });

    test('does nothing when it is forged, cut off, or for something else', async () => {
      const token = new URL(link, world.client.base).searchParams.get('token') as string;
      const changed = `${token.slice(0, -3)}${token.endsWith('AAA') ? 'BBB' : 'AAA'}`;
      for (const forged of ['', 'x', changed, token.slice(0, 60), `${token}.x`.replace('v1', 'v2'), 'x'.repeat(5_000)]) {
        const path = `/unsubscribe?token=${forged}`;
        expect((await click(path)).status).toBe(403);
        expect((await exchange(world.client.base, 'GET', path, {})).status).toBe(403);
      }
      expect(await options()).toEqual([]);
    });

    test.each([
      ['', FORM],
      ['List-Unsubscribe=Later', FORM],
      [`${ONE_CLICK}&${'x'.repeat(3_000)}`, FORM],
      ['{"List-Unsubscribe":"One-Click"}', { 'Content-Type': 'application/json' }],
    ])('does nothing with the body %j', async (body, headers) => {
      expect((await click(link, body, headers)).status).toBe(400);
      expect(await options()).toEqual([]);
    });

    test('ends mailings with one click, as often as it is clicked, and nothing else', async () => {
      const boundary = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
      for (const [body, headers] of [
        [ONE_CLICK, FORM],
        [ONE_CLICK, FORM],
        [boundary, { 'Content-Type': 'multipart/form-data; boundary=x' }],
      ] as const) {
        const { status, headers: answered } = await click(link, body, headers);
        expect([status, answered.location, answered['set-cookie']]).toEqual([200, undefined, undefined]);
      }
      expect((await get(`customers/${of}/delivery-preferences`)).body).toEqual({
        opt_outs: [{ channel: 'email', extent: 'mailings' }],
        time_zone: '',
        language: '',
        version: 1,
      });
      expect(await ended(of, await send(of, { transport: 'EMAIL', priority: 'bulk' }))).toMatchObject({
        status: 'suppressed',
        reason: 'opted_out',
      });
      expect(await ended(of, await send(of, { transport: 'EMAIL' }))).toMatchObject({ status: 'delivered' });
    });

    test('of many who click at the same time is stored once', async () => {
      of = await customer({ email: `many.${world.run}@example.com` });
      const path = await unsubscribeLink(world, bank, of, staff);
      const all = await Promise.all(Array.from({ length: 10 }, () => click(path)));
      expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
      expect((await get(`customers/${of}/delivery-preferences`)).body.version).toBe(1);
    });
  });
});

/** The path of the link in a mailing to a customer, as a mail server gets it. */
async function unsubscribeLink(world: World, bank: string, of: string, { token }: WorldUser): Promise<string> {
  const server = await RawSmtp.start();
  const at = `/messaging/v1/banks/${bank}`;
  const routeTo = (providerId: string): Promise<Answer> =>
    world.client.put(`${at}/routes/email`, { channel: 'email', providers: [{ provider_id: providerId }] }, { token });
  try {
    const settings = { host: '127.0.0.1', port: server.port, tls: 'none', from: 'bank@bank.example' };
    expect((await world.client.put(`${at}/providers/sink`, { kind: 'smtp', settings }, { token })).status).toBe(200);
    expect((await routeTo('sink')).status).toBe(200);
    for (const priority of ['normal', 'bulk'])
      await world.client.post(`${at}/customers/${of}/messages`, { ...MESSAGE, transport: 'EMAIL', priority }, { token });
    await until('both mails are there', () => server.mails.length === 2);
    const headers = server.mails.map((mail) => mail.slice(0, mail.indexOf('\r\n\r\n')).replace(/\r\n\s+/g, ' '));
    const [mailing, ...more] = headers.filter((one) => one.includes('List-Unsubscribe:'));
    expect(more).toEqual([]);
    expect(mailing).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    const link = /^List-Unsubscribe: <([^>]+)>$/m.exec(String(mailing).replace(/\r/g, ''))?.[1];
    expect(link).toMatch(new RegExp(`^${world.client.base}/unsubscribe\\?token=[\\w.-]+$`));
    return String(link).slice(world.client.base.length);
  } finally {
    await routeTo('sim');
    await world.client.delete(`${at}/providers/sink`, { token });
    await server.close();
  }
}
