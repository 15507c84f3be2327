import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

let world: World;
let bank: string;
let otherBank: string;
let staff: WorldUser;
let nobody: WorldUser;

beforeAll(async () => {
  world = await World.create();
  [bank, otherBank, staff, nobody] = await Promise.all([world.bank(), world.bank(), world.user('staff'), world.user('nobody')]);
  for (const role of ['CanCreateUserCustomerLink', 'CanGetUserCustomerLink', 'CanDeleteUserCustomerLink'])
    await world.grant(staff, role, bank);
});

const path = (version: string, rest = '', at = bank): string => `/obp/${version}/banks/${at}/user_customer_links${rest}`;
const noBank = {
  code: 404,
  message: 'OBP-30001: Bank not found. Please specify a valid value for BANK_ID. Current BankId is no.such.bank',
};
const noRole = (text: string): object => ({
  code: 403,
  message: `OBP-20006: User is missing one or more roles: ${text} for BankId(${bank}).`,
});
const noCustomer = (id: string): object => ({
  code: 404,
  message: `OBP-30046: Customer not found. Please specify a valid value for CUSTOMER_ID.. Current CustomerId(${id})`,
});
const FIELDS = ['user_customer_link_id', 'customer_id', 'user_id', 'date_inserted', 'is_active'];

describe.each([
  ['v2.0.0', 200],
  ['v3.1.0', 200],
  ['v4.0.0', 201],
  ['v5.1.0', 201],
])('creating through %s', (version, status) => {
  const create = (body: unknown, user = staff, at = bank): Promise<Answer> =>
    world.client.post(path(version, '', at), body, { token: user.token });

  test('puts the messages to the customer into the inbox of the user, and leaves a record', async () => {
    const [reader, customer] = await Promise.all([world.user('reader'), world.customer(bank)]);
    await world.grantIfMissing(world.admin, 'CanCreateCustomerMessage', bank);
    await world.client.post(`/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`, MESSAGE, { token: world.admin.token });
    const created = await create({ user_id: reader.userId, customer_id: customer });
    expect(created.status).toBe(status);
    expect(Object.keys(created.body)).toEqual(FIELDS);
    expect(created.body).toMatchObject({ customer_id: customer, user_id: reader.userId, is_active: true });
    expect(Date.now() - Date.parse(created.body.date_inserted)).toBeLessThan(60_000);

    const inbox = await world.client.get(`/obp/v1.4.0/banks/${bank}/customer/messages`, { token: reader.token });
    expect(inbox.body.messages).toHaveLength(1);

    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${created.body.user_customer_link_id}`, {
      token: world.admin.token,
    });
    expect(body.audit_records).toMatchObject([
      { action: 'user_customer_link.created', bank_id: bank, after: { user_id: reader.userId, customer_id: customer } },
    ]);
  });

  test('is refused a second time, and to an unknown user or customer', async () => {
    const customer = await world.customer(bank);
    const link = { user_id: nobody.userId, customer_id: customer };
    await create(link);
    expect((await create(link)).body).toEqual({
      code: 400,
      message: 'OBP-30007: The User is already linked to a Customer at the bank specified by BANK_ID',
    });
    expect((await create({ ...link, user_id: 'no-such-user' })).body).toEqual({
      code: 404,
      message: 'OBP-20057: User not found by userId.',
    });
    expect((await create({ ...link, customer_id: 'no-such-customer' })).body).toEqual(noCustomer('no-such-customer'));
  });

  test("another bank's customer is not found (decision 15)", async () => {
    const customer = await world.customer(otherBank);
    expect((await create({ user_id: nobody.userId, customer_id: customer })).body).toEqual(noCustomer(customer));
  });

  test('needs a login, a bank, a role and the right shape (decision 12)', async () => {
    expect((await world.client.post(path(version), {})).status).toBe(401);
    expect((await create({}, nobody)).body).toEqual(noRole('CanCreateUserCustomerLinkAtAnyBank or CanCreateUserCustomerLink'));
    expect((await create({})).body).toEqual({
      code: 400,
      message: 'OBP-10001: Incorrect json format. The Json body should be the CreateUserCustomerLinkJson ',
    });
    const unknown = await create({}, nobody, 'no.such.bank');
    expect(unknown.body).toEqual(
      status === 201 ? noBank : { code: 400, message: 'OBP-30001: Bank not found. Please specify a valid value for BANK_ID.' },
    );
  });
});

describe('lists', () => {
  let reader: WorldUser;
  let customers: string[];
  const get = (rest: string, user = staff, at = bank): Promise<Answer> => world.client.get(path('v4.0.0', rest, at), { token: user.token });

  beforeAll(async () => {
    reader = await world.user('reader');
    customers = [await world.customer(bank), await world.customer(bank), await world.customer(bank)];
    for (const customer of [...customers].reverse()) await world.link(bank, reader, customer);
    await world.link(otherBank, reader, await world.customer(otherBank));
    await world.link(bank, nobody, customers[0] as string);
  });

  test("a user's links at the bank, oldest first; those at other banks are not the bank's to see", async () => {
    const { status, body } = await get(`/users/${reader.userId}`);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['user_customer_links']);
    for (const link of body.user_customer_links) expect(Object.keys(link)).toEqual(FIELDS);
    expect(body.user_customer_links.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual([...customers].reverse());
    expect((await get('/users/no-such-user')).body).toEqual({ user_customer_links: [] });
  });

  test("a customer's links, oldest first", async () => {
    const { status, body } = await get(`/customers/${customers[0]}`);
    expect(status).toBe(200);
    expect(body.user_customer_links.map(({ user_id }: { user_id: string }) => user_id)).toEqual([reader.userId, nobody.userId]);
    expect((await get('/customers/no-such-customer')).body).toEqual(noCustomer('no-such-customer'));
    const elsewhere = await world.customer(otherBank);
    expect((await get(`/customers/${elsewhere}`)).body).toEqual(noCustomer(elsewhere));
  });

  test('come in pages', async () => {
    const page = await get(`/users/${reader.userId}?limit=1&offset=1`);
    expect(page.headers.range).toBe('items=1-1');
    expect(page.headers.link).toBe(`<${world.client.base}${path('v4.0.0', `/users/${reader.userId}`)}?limit=1&offset=2>; rel="next"`);
    expect(page.body.user_customer_links.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual([customers[1]]);
    const newest = await get(`/customers/${customers[0]}?limit=1&sort_direction=DESC`);
    expect(newest.body.user_customer_links.map(({ user_id }: { user_id: string }) => user_id)).toEqual([nobody.userId]);
    expect((await get(`/users/${reader.userId}?limit=x`)).body.message).toContain('OBP-10025');
    expect((await get(`/customers/${customers[0]}?offset=x`)).body.message).toContain('OBP-10024');
  });

  test.each(['/users/x', '/customers/x'])('%s is refused to strangers, at an unknown bank and without the role', async (rest) => {
    expect((await world.client.get(path('v4.0.0', rest))).status).toBe(401);
    expect((await get(rest, nobody, 'no.such.bank')).body).toEqual(noBank);
    expect((await get(rest, nobody)).body).toEqual(noRole('CanGetUserCustomerLink'));
  });
});

describe('deleting', () => {
  const remove = (id: string, user = staff, at = bank): Promise<Answer> =>
    world.client.delete(path('v4.0.0', `/${id}`, at), { token: user.token });
  const unknown = { code: 400, message: 'OBP-30035: User Customer Link not found' };

  test('takes the messages out of the inbox, once, and leaves a record', async () => {
    const [reader, customer] = await Promise.all([world.user('reader'), world.customer(bank)]);
    await world.link(bank, reader, customer);
    const listed = await world.client.get(path('v4.0.0', `/users/${reader.userId}`), { token: staff.token });
    const id = listed.body.user_customer_links[0].user_customer_link_id as string;
    const removed = await remove(id);
    expect([removed.status, removed.body]).toEqual([200, true]);
    expect(removed.headers['content-type']).toBe('application/json; charset=utf-8');
    expect((await remove(id)).body).toEqual(unknown);
    expect((await world.client.get('/obp/v5.0.0/my/customers', { token: reader.token })).body).toEqual({ customers: [] });
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${id}`, { token: world.admin.token });
    expect(body.audit_records[0]).toMatchObject({
      action: 'user_customer_link.deleted',
      actor_user_id: staff.userId,
      before: { user_id: reader.userId, customer_id: customer },
    });
    await world.link(bank, reader, customer); // it may be made again
  });

  test("another bank's link is not found, and stays", async () => {
    const reader = await world.user('reader');
    await world.link(otherBank, reader, await world.customer(otherBank));
    await world.grant(staff, 'CanGetUserCustomerLink', otherBank);
    const list = (): Promise<Answer> => world.client.get(path('v4.0.0', `/users/${reader.userId}`, otherBank), { token: staff.token });
    const id = (await list()).body.user_customer_links[0].user_customer_link_id as string;
    expect((await remove(id)).body).toEqual(unknown);
    expect((await list()).body.user_customer_links).toHaveLength(1);
  });

  test('is refused to strangers, at an unknown bank and without the role', async () => {
    expect((await world.client.delete(path('v4.0.0', '/x'))).status).toBe(401);
    expect((await remove('x', nobody, 'no.such.bank')).body).toEqual(noBank);
    expect((await remove('x', nobody)).body).toEqual(noRole('CanDeleteUserCustomerLink'));
  });
});

describe('the users of a customer, by name', () => {
  const users = (customer: string, at = bank): string => `/messaging/v1/banks/${at}/customers/${customer}/users`;

  test('are linked and listed, in the order of linking', async () => {
    const [customer, ann, bob] = await Promise.all([world.customer(bank), world.user('ann'), world.user('bob')]);
    const linked = await world.client.post(users(customer), { username: ann.username }, { token: staff.token });
    expect([linked.status, linked.body]).toEqual([
      201,
      {
        user_customer_link_id: expect.any(String),
        user_id: ann.userId,
        username: ann.username,
        provider: 'customer-messages',
        linked_at: expect.stringMatching(/Z$/),
      },
    ]);
    const second = { username: bob.username.toUpperCase(), provider: 'customer-messages' };
    expect((await world.client.post(users(customer), second, { token: staff.token })).body.user_id).toBe(bob.userId);
    const list = async (query = ''): Promise<unknown> =>
      (await world.client.get(`${users(customer)}${query}`, { token: staff.token })).body.users.map(({ username }: any) => username);
    expect(await list()).toEqual([ann.username, bob.username]);
    expect(await list('?limit=1&offset=1')).toEqual([bob.username]);

    const again = await world.client.post(users(customer), { username: ann.username }, { token: staff.token });
    expect([again.status, again.body.message.slice(0, 9)]).toEqual([400, 'OBP-30007']);
    await world.client.delete(path('v4.0.0', `/${linked.body.user_customer_link_id}`), { token: staff.token });
    expect(await list()).toEqual([bob.username]);
  });

  test('are not those of an unknown name or customer, and not for strangers', async () => {
    const customer = await world.customer(bank);
    const codeOf = async (answer: Promise<Answer>): Promise<string> => (await answer).body.message.slice(0, 9);
    const link = (target: string, body: object, { token } = staff): Promise<Answer> => world.client.post(target, body, { token });
    expect(await codeOf(link(users(customer), { username: 'nobody.of.this.name' }))).toBe('OBP-20027');
    expect(await codeOf(link(users(customer), { username: staff.username, provider: 'https://elsewhere.example' }))).toBe('OBP-20027');
    expect(await codeOf(link(users('none'), { username: staff.username }))).toBe('OBP-30046');
    expect(await codeOf(link(users(await world.customer(otherBank)), { username: staff.username }))).toBe('OBP-30046');
    expect(await codeOf(link(users(customer), { username: staff.username }, nobody))).toBe('OBP-20006');
    expect(await codeOf(world.client.get(users(customer), { token: nobody.token }))).toBe('OBP-20006');
    expect(await codeOf(world.client.get(users('none'), { token: staff.token }))).toBe('OBP-30046');
    expect(await codeOf(link(users(customer), {}))).toBe('OBP-10001');
  });
});
