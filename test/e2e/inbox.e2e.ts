import { beforeAll, describe, expect, test } from '@jest/globals';
import { newMessageId, timeOfId } from '../../src/messaging/customer-messages/message-id.js';
import { type Answer, shared } from '../support/client.js';
import { databaseKind } from '../support/databases.mjs';
import { sql } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const INBOX = '/messaging/v1/me/messages';
const NOBODYS = '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b';

const textsOf = ({ body }: Answer): string[] => body.messages.map(({ message }: { message: string }) => message);
const nextOf = ({ headers }: Answer): string | undefined => {
  const next = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1];
  return next === undefined ? undefined : new URL(next).pathname + new URL(next).search;
};

describe('the inbox of a user', () => {
  let world: World;
  let banks: string[];
  let staff: WorldUser;

  const inbox = (user: WorldUser, query = ''): Promise<Answer> => world.client.get(`${INBOX}${query}`, { token: user.token });
  const send = async (bank: string, customer: string, message: string, more: object = {}): Promise<void> => {
    const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    expect((await world.client.post(path, { ...MESSAGE, message, ...more }, { token: staff.token })).status).toBe(201);
  };
  const sendMany = async (bank: string, customer: string, texts: readonly string[]): Promise<void> => {
    const items = texts.map((message) => ({ ...MESSAGE, message, customer_id: customer }));
    const { body } = await world.client.post(`/messaging/v1/banks/${bank}/messages`, items, { token: staff.token });
    expect(body.results.every(({ status }: { status: number }) => status === 201)).toBe(true);
  };
  const mark = (user: WorldUser, id: string, query = ''): Promise<Answer> =>
    world.client.put(`${INBOX}/${id}/read${query}`, undefined, { token: user.token, headers: { 'Content-Type': 'application/json' } });
  const unmark = (user: WorldUser, id: string): Promise<Answer> => world.client.delete(`${INBOX}/${id}/read`, { token: user.token });
  /** A user who acts for a new customer at each of the banks. */
  const reader = async (at: readonly string[]): Promise<{ user: WorldUser; customers: string[] }> => {
    const user = await world.user('reader');
    const customers = await Promise.all(at.map((bank) => world.customer(bank)));
    for (const [index, bank] of at.entries()) await world.link(bank, user, customers[index] as string);
    return { user, customers };
  };

  beforeAll(async () => {
    world = await World.create();
    banks = await Promise.all([world.bank(), world.bank(), world.bank()]);
    staff = await world.user('staff');
    for (const bank of banks)
      for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages', 'CanManageRoutes']) await world.grant(staff, role, bank);
  });

  test('is one list of all banks, in keyset pages down to the last', async () => {
    const { user, customers } = await reader(banks);
    expect((await inbox(user)).body).toEqual({ messages: [], unread_count: 0, more_banks: false });
    const sent: string[] = [];
    for (let round = 0; round < 40; round++) {
      const at = round % 3;
      const texts = Array.from({ length: 1 + (round % 5) }, (_, index) => `${round}.${index}`);
      await sendMany(banks[at] as string, customers[at] as string, texts);
      sent.push(...texts);
    }
    const seen: string[] = [];
    let pages = 0;
    for (let next: string | undefined = `${INBOX}?limit=1`; next !== undefined; pages++) {
      const page: Answer = await world.client.get(next, { token: user.token });
      seen.push(...textsOf(page));
      next = nextOf(page);
    }
    expect(pages).toBeGreaterThanOrEqual(100);
    expect(seen).toEqual([...sent].reverse());
    const first = await inbox(user, '?limit=2');
    expect(first.body).toMatchObject({
      unread_count: 100,
      messages: [{ bank_id: banks[0], customer_id: customers[0], read_at: null }, {}],
    });
    expect(textsOf(await inbox(user))).toHaveLength(20);
    expect(textsOf(await inbox(user, '?limit=1000'))).toHaveLength(100);
  });

  test('is filtered by bank, customer, read state, sender, words and dates', async () => {
    const [one, two] = banks as [string, string, string];
    const { user, customers } = await reader([one, two]);
    const [first, second] = customers as [string, string];
    const third = await world.customer(one);
    await world.link(one, user, third);
    await send(one, first, 'Your CARD is ready: 100% yours', { from_person: 'Ana', from_department: 'Cards' });
    await send(two, second, 'Your loan is ready', { from_person: 'Bob', from_department: 'Loans_1' });
    await send(one, third, 'Nothing to do', { from_person: 'Eve', from_department: 'Cards' });
    const found = async (query: string): Promise<string[]> => textsOf(await inbox(user, query));
    expect(await found(`?bank_id=${two}`)).toEqual(['Your loan is ready']);
    expect(await found(`?bank_id=${banks[2]}`)).toEqual([]);
    expect(await found(`?customer_id=${third}`)).toEqual(['Nothing to do']);
    expect(await found('?sender=cards')).toEqual(['Nothing to do', 'Your CARD is ready: 100% yours']);
    expect(await found('?sender=bo')).toEqual(['Your loan is ready']);
    expect(await found('?sender=s_')).toEqual(['Your loan is ready']); // no sign of a pattern
    expect(await found('?q=ready%20card')).toEqual(['Your CARD is ready: 100% yours']);
    expect(await found('?q=0%25')).toEqual(['Your CARD is ready: 100% yours']);
    expect(await found('?q=0%25x')).toEqual([]);
    expect(await found('?from_date=2100-01-01T00:00:00Z')).toEqual([]);
    expect(await found('?to_date=2000-01-01T00:00:00Z')).toEqual([]);
    expect(await found('?from_date=2000-01-01T00:00:00Z&to_date=2100-01-01T00:00:00Z')).toHaveLength(3);
    const { body } = await inbox(user, '?sender=bob');
    expect((await mark(user, body.messages[0].id)).status).toBe(200);
    expect(await found('?unread=true')).toEqual(['Nothing to do', 'Your CARD is ready: 100% yours']);
    for (const query of ['?unread=maybe', `?q=${'a+'.repeat(9)}`, '?q=%00', '?cursor=x', '?limit=0', '?from_date=x'])
      expect([query, (await inbox(user, query)).body.message]).toEqual([query, expect.stringMatching(/^OBP-10016/)]);
  });

  test('with a filter looks at so many messages at once, and goes on in the next page', async () => {
    const [bank] = banks as [string];
    const { user, customers } = await reader([bank]);
    await send(bank, customers[0] as string, 'the needle');
    for (let round = 0; round < 3; round++)
      await sendMany(
        bank,
        customers[0] as string,
        Array.from({ length: 400 }, (_, index) => `hay ${round}.${index}`),
      );
    const page = await inbox(user, '?q=needle');
    expect(textsOf(page)).toEqual([]);
    const next = nextOf(page) as string;
    expect(next).toContain('q=needle');
    const last = await world.client.get(next, { token: user.token });
    expect([textsOf(last), nextOf(last)]).toEqual([['the needle'], undefined]);
  });

  test('knows what is read: the first time stays, unread counts again, and both can be said again', async () => {
    const [bank] = banks as [string];
    const { user, customers } = await reader([bank]);
    const partner = await world.user('partner');
    await world.link(bank, partner, customers[0] as string);
    await sendMany(bank, customers[0] as string, ['one', 'two', 'three']);
    const ids: string[] = (await inbox(user)).body.messages.map(({ id }: { id: string }) => id);
    const [three, two, one] = ids as [string, string, string];
    const first = await mark(user, two);
    expect(first).toMatchObject({ status: 200, body: { message_id: two, bank_id: bank } });
    expect((await mark(user, two, `?bank_id=${bank}`)).body.read_at).toBe(first.body.read_at);
    expect((await inbox(user)).body).toMatchObject({ unread_count: 2, messages: [{ read_at: null }, { read_at: first.body.read_at }, {}] });
    // Whoever acts for the customer sees the same.
    expect((await inbox(partner)).body.unread_count).toBe(2);
    expect([(await unmark(user, two)).status, (await unmark(user, two)).status]).toEqual([204, 204]);
    expect((await inbox(user)).body.unread_count).toBe(3);

    const until = (id: string): Promise<Answer> => world.client.put(`${INBOX}/read`, { up_to: id }, { token: user.token });
    expect((await until(two)).status).toBe(204);
    const after = await inbox(user);
    expect(after.body).toMatchObject({ unread_count: 1, messages: [{ id: three, read_at: null }, { id: two }, { id: one }] });
    const read: string = after.body.messages[2].read_at;
    expect((await until(three)).status).toBe(204);
    const all = await inbox(user);
    expect(all.body.unread_count).toBe(0);
    expect(all.body.messages[2].read_at).toBe(read); // what was read before was not read later
    expect((await mark(user, one)).body.read_at).toBe(read);
    expect((await unmark(user, one)).status).toBe(204);
    expect((await inbox(user)).body).toMatchObject({ unread_count: 1, messages: [{}, {}, { id: one, read_at: null }] });
    expect(textsOf(await inbox(user, '?unread=true'))).toEqual(['one']);
    await until(three);
    expect((await inbox(user)).body.unread_count).toBe(0);
    await send(bank, customers[0] as string, 'four');
    expect((await inbox(user)).body.unread_count).toBe(1);
    for (const path of [`/obp/v1.4.0/banks/${bank}/customer/messages`]) {
      const old = await world.client.get(path, { token: user.token });
      expect(JSON.stringify(old.body)).not.toContain('read');
    }
    expect((await inbox(user)).body.unread_count).toBe(1); // reading the old way marks nothing
  });

  const onServer = databaseKind() === 'postgres' ? test : test.skip; // the embedded database has one connection
  onServer('what becomes visible late is not read, though something newer was', async () => {
    const [bank] = banks as [string];
    const { user, customers } = await reader([bank]);
    await send(bank, customers[0] as string, 'in time');
    const { id } = (await inbox(user)).body.messages[0];
    expect((await world.client.put(`${INBOX}/read`, { up_to: id }, { token: user.token })).status).toBe(204);
    expect((await inbox(user)).body).toMatchObject({ unread_count: 0, messages: [{ read_at: expect.any(String) }] });
    const columns = 'date, transport, from_department, from_person, created_by_user_id, created_by_consumer_id';
    await sql(
      shared().databaseUrl ?? '',
      `INSERT INTO messages (bank_id, customer_id, message_id, message, ${columns})
       SELECT bank_id, customer_id, $3, 'late', ${columns} FROM messages WHERE bank_id = $1 AND customer_id = $2`,
      [bank, customers[0], newMessageId(timeOfId(id) - 10_000).messageId],
    );
    const { body } = await inbox(user);
    expect(body.unread_count).toBe(1);
    expect(body.messages.map((one: { message: string; read_at: string | null }) => [one.message, one.read_at === null])).toEqual([
      ['in time', false],
      ['late', true],
    ]);
  });

  test('says the same of a message that is not the caller’s as of none', async () => {
    const [bank] = banks as [string];
    const { user, customers } = await reader([bank]);
    const stranger = (await reader([bank])).user;
    await send(bank, customers[0] as string, 'mine');
    const { id } = (await inbox(user)).body.messages[0];
    const answers = await Promise.all(
      [id, NOBODYS, 'no-id'].flatMap((one) => [mark(stranger, one), mark(stranger, one, `?bank_id=${bank}`), unmark(stranger, one)]),
    );
    for (const answer of answers) expect([answer.status, answer.body.message]).toEqual([404, answers[3]?.body.message]);
    for (const answer of [await mark(user, id, '?bank_id=%00'), await mark(user, NOBODYS, `?bank_id=${'x'.repeat(201)}`)])
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(/^OBP-10016/)]);
    const until = await world.client.put(`${INBOX}/read`, { up_to: id }, { token: stranger.token });
    expect([until.status, until.body.message]).toEqual([404, answers[3]?.body.message]);
    expect((await inbox(user)).body).toMatchObject({ unread_count: 1, messages: [{ read_at: null }] });
    expect((await inbox(stranger)).body.messages).toEqual([]);
    expect((await world.client.get(INBOX)).status).toBe(401);
  });

  test('follows links at once', async () => {
    const [bank, other] = banks as [string, string];
    const user = await world.user('reader');
    const customer = await world.customer(bank);
    await send(bank, customer, 'before the link');
    expect(textsOf(await inbox(user))).toEqual([]);
    await world.link(bank, user, customer);
    expect(textsOf(await inbox(user))).toEqual(['before the link']);
    const elsewhere = await world.customer(other);
    await send(other, elsewhere, 'elsewhere');
    await world.link(other, user, elsewhere);
    expect(textsOf(await inbox(user))).toEqual(['elsewhere', 'before the link']);
  });

  test('merges twenty banks, says that there are more, and reaches those by name', async () => {
    const user = await world.user('rich');
    const many: string[] = [];
    for (let index = 0; index < 21; index++) {
      const bank = await world.bank();
      const customer = await world.customer(bank);
      await world.grant(staff, 'CanCreateCustomerMessage', bank);
      await world.link(bank, user, customer);
      await send(bank, customer, `from ${index}`);
      many.push(bank);
    }
    const { body } = await inbox(user, '?limit=100');
    expect(body).toMatchObject({ more_banks: true, unread_count: 20 });
    expect(body.messages.map(({ bank_id: bank }: { bank_id: string }) => bank)).toEqual(many.slice(0, 20).reverse());
    expect(textsOf(await inbox(user, `?bank_id=${many[20]}`))).toEqual(['from 20']);
  });

  test('shows staff what was read only where the bank wants it', async () => {
    const [bank] = banks as [string];
    const { user, customers } = await reader([bank]);
    await sendMany(bank, customers[0] as string, ['one', 'two']);
    const { id } = (await inbox(user)).body.messages[1];
    const { read_at: readAt } = (await mark(user, id)).body;
    const path = `/messaging/v1/banks/${bank}/customers/${customers[0]}/read-receipts`;
    const receipts = (): Promise<Answer> => world.client.get(path, { token: staff.token });
    const settings = `/messaging/v1/banks/${bank}/delivery-settings`;
    const body = { time_zone: 'Europe/Madrid' };
    expect([(await receipts()).status, (await receipts()).body.message]).toEqual([403, expect.stringMatching(/^OBP-98371/)]);
    expect((await world.client.put(settings, { ...body, read_receipts: true }, { token: staff.token })).body.read_receipts).toBe(true);
    expect((await receipts()).body).toEqual({
      read_receipts: [
        { message_id: expect.any(String), read_at: null },
        { message_id: id, read_at: readAt },
      ],
    });
    // Who does not know the setting does not change it.
    expect((await world.client.put(settings, body, { token: staff.token })).body.read_receipts).toBe(true);
    expect((await world.client.put(settings, { ...body, read_receipts: false }, { token: staff.token })).body.read_receipts).toBe(false);
    expect((await receipts()).status).toBe(403);
    expect((await world.client.get(path, { token: user.token })).body.message).toMatch(/^OBP-20006/);
  });

  test('lets customers say themselves how they are reached', async () => {
    const [bank] = banks as [string];
    const { user, customers } = await reader([bank]);
    const path = `/messaging/v1/me/banks/${bank}/customers/${customers[0]}/delivery-preferences`;
    const body = { opt_outs: [{ channel: 'email', extent: 'mailings' }], version: 0 };
    expect((await world.client.get(path, { token: user.token })).body).toMatchObject({ opt_outs: [], version: 0 });
    expect((await world.client.put(path, body, { token: user.token })).body).toMatchObject({ opt_outs: body.opt_outs, version: 1 });
    expect((await world.client.put(path, body, { token: user.token })).status).toBe(409);
    for (const answer of [await world.client.get(path, { token: staff.token }), await world.client.put(path, body, { token: staff.token })])
      expect([answer.status, answer.body.message]).toEqual([404, expect.stringMatching(/^OBP-30046/)]);
  });
});
