import http from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, shared } from '../support/client.js';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';

let world: World;
let bank: string;
let staff: WorldUser;
let colleague: WorldUser;
let nobody: WorldUser;
let eveline: string;
let tom: string;

const path = (query = '', file = ''): string => `/messaging/v1/banks/${bank}/messages${file}${query}`;
const list = (query = '', { token } = staff): Promise<Answer> => world.client.get(path(query), { token });
const texts = async (query: string): Promise<string[]> => {
  const { status, body } = await list(query);
  expect(status).toBe(200);
  return body.messages.map(({ message }: { message: string }) => message);
};
const send = async (to: string, message: string, by = staff, more: object = {}): Promise<void> => {
  const answer = await world.client.post(`/messaging/v1/banks/${bank}/customers/${to}/messages`, { ...MESSAGE, message, ...more }, by);
  expect(answer.status).toBe(201);
};

beforeAll(async () => {
  world = await World.create();
  [bank, staff, colleague, nobody] = await Promise.all([world.bank(), world.user('staff'), world.user('colleague'), world.user('nobody')]);
  for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages', 'CanManageProviders', 'CanManageRoutes'])
    await world.grant(staff, role, bank);
  await world.grant(colleague, 'CanCreateCustomerMessage', bank);
  const put = async (to: string, body: object): Promise<void> => {
    expect((await world.client.put(`/messaging/v1/banks/${bank}/${to}`, body, { token: staff.token })).status).toBe(200);
  };
  await put('providers/sim', { kind: 'simulator', settings: {} });
  await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: 'sim' }] });
  eveline = await world.customer(bank);
  const { body } = await world.client.post(
    `/obp/v4.0.0/banks/${bank}/customers`,
    { ...CUSTOMER, legal_name: '=cmd|"x"!A1, Tom', mobile_phone_number: '' },
    { token: world.admin.token },
  );
  tom = body.customer_id;
  await send(eveline, 'First, by letter', staff, { transport: 'LETTER' });
  await send(tom, '=1+1', colleague);
  await send(eveline, '100% "sure"\nof _it_', staff, { from_person: 'Ada', transport: 'letter' });
});

describe('the messages of a bank', () => {
  test('are listed newest first, with the real sender, the customer and what became of them', async () => {
    for (let round = 0; (await texts('?status=suppressed')).length === 0; round++) {
      if (round === 300) throw new Error('nothing became of it');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { body } = await list();
    expect(body.messages).toEqual([
      expect.objectContaining({ message: '100% "sure"\nof _it_', from_person: 'Ada', created_by_username: staff.username, deliveries: [] }),
      {
        message_id: expect.any(String),
        customer_id: tom,
        customer_number: expect.stringMatching(/^\d+$/),
        legal_name: '=cmd|"x"!A1, Tom',
        date: expect.stringMatching(/Z$/),
        transport: 'SMS',
        message: '=1+1',
        from_department: 'Open Bank',
        from_person: 'Tom',
        created_by_user_id: colleague.userId,
        created_by_username: colleague.username,
        deliveries: [
          {
            delivery_id: expect.any(String),
            channel: 'sms',
            status: 'suppressed',
            reason: 'no_address',
            reason_text: 'The customer has no address for this channel.',
          },
        ],
      },
      expect.objectContaining({ message: 'First, by letter', customer_id: eveline }),
    ]);
  });

  test('are filtered', async () => {
    const last = '100% "sure"\nof _it_';
    expect(await texts(`?customer_id=${tom}`)).toEqual(['=1+1']);
    expect(await texts('?transport=Letter')).toEqual([last, 'First, by letter']);
    expect(await texts(`?sender=${colleague.username}`)).toEqual(['=1+1']);
    expect(await texts('?q=0%25%20%22SURE')).toEqual([last]);
    expect(await texts('?q=_it_')).toEqual([last]);
    expect(await texts('?q=_ot_')).toEqual([]);
    expect(await texts('?q=ada')).toEqual([last]);
    expect(await texts(`?q=1&customer_id=${eveline}&transport=LETTER&sender=${staff.username}`)).toEqual([last]);
    expect(await texts('?from_date=2000-01-01T00:00:00Z&to_date=2001-01-01T00:00:00Z')).toEqual([]);
    expect(await texts('?from_date=2000-01-01T00:00:00Z')).toHaveLength(3);
    expect(await texts('?status=delivered')).toEqual([]);
  });

  test('are paged', async () => {
    const first = await list('?limit=2');
    expect(first.body.messages).toHaveLength(2);
    const next = new URL(/<([^>]+)>/.exec(String(first.headers.link))?.[1] ?? '').search;
    const second = await list(next);
    expect(second.body.messages.map(({ message }: { message: string }) => message)).toEqual(['First, by letter']);
    expect(second.headers.link).toBeUndefined();
  });

  test('are refused where they are not to be seen, or asked for wrongly', async () => {
    for (const file of ['', '.csv']) {
      const told = await world.client.get(path('', file), { token: nobody.token });
      expect([told.status, told.body.message]).toEqual([
        403,
        `OBP-20006: User is missing one or more roles: CanGetCustomerMessages for BankId(${bank}).`,
      ]);
      for (const query of ['?status=gone', '?cursor=1', '?from_date=now', '?limit=0', '?q=%00'])
        expect([query, (await world.client.get(path(query, file), { token: staff.token })).body.message]).toEqual([
          query,
          expect.stringMatching(/^OBP-10016/),
        ]);
    }
  });
});

describe('the file', () => {
  test('holds them as a spreadsheet reads them, and nothing that it would calculate', async () => {
    const { status, headers, body } = await world.client.get<string>(path('', '.csv'), { token: staff.token });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/csv');
    expect(headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="messages-${bank}-\\d{4}-\\d\\d-\\d\\d\\.csv"$`));
    const text = body.replace(/^\uFEFF/, '');
    expect(text.length).toBe(body.length - 1);
    expect(text.split('\r\n')[0]).toBe(
      'message_id,date,customer_number,legal_name,customer_id,transport,message,from_department,from_person,sent_by,deliveries',
    );
    expect(text).toContain(`,"'=cmd|""x""!A1, Tom",${tom},SMS,'=1+1,Open Bank,Tom,${colleague.username},sms suppressed no_address\r\n`);
    expect(text).toContain(`,letter,"100% ""sure""\nof _it_",Open Bank,Ada,${staff.username},\r\n`);
    const filtered = await world.client.get<string>(path(`?customer_id=${tom}`, '.csv'), { token: staff.token });
    expect(filtered.body.split('\r\n')).toHaveLength(3);
  });

  test('is written as it is taken, and breaks off when the reader may not read any more', async () => {
    const reader = await world.user('reader');
    const other = await world.bank();
    const role = await world.grant(reader, 'CanGetCustomerMessages', other);
    await world.grant(staff, 'CanCreateCustomerMessage', other);
    const customer = await world.customer(other);
    const batch = Array.from({ length: 8_000 }, () => ({ ...MESSAGE, message: 'x'.repeat(1_000), customer_id: customer }));
    expect((await world.client.post(`/messaging/v1/banks/${other}/messages`, batch, { token: staff.token })).status).toBe(207);
    const whole = await world.client.get<string>(`/messaging/v1/banks/${other}/messages.csv`, { token: reader.token });
    expect(whole.body.split('\r\n')).toHaveLength(8_002);

    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers = { DirectLogin: `token=${reader.token}` };
      http.get(`${shared().url}/messaging/v1/banks/${other}/messages.csv`, { headers, agent: false }, resolve).on('error', reject);
    });
    expect(response.statusCode).toBe(200);
    response.pause();
    await world.grantIfMissing(world.admin, 'CanDeleteEntitlementAtAnyBank');
    const taken = await world.client.delete(`/obp/v4.0.0/users/${reader.userId}/entitlement/${role}`, { token: world.admin.token });
    expect(taken.status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 1_200)); // what is remembered of a role is younger than a second
    let bytes = 0;
    const ended = await new Promise<string>((resolve) => {
      response.on('data', (part: Buffer) => void (bytes += part.length));
      response.on('end', () => resolve('whole'));
      response.on('error', () => resolve('broken off'));
      response.resume(); // one that was paused does not go on for a listener
    });
    expect(ended).toBe('broken off');
    expect(bytes).toBeLessThan(Buffer.byteLength(whole.body));
  });
});
