import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { CUSTOMER, World, type WorldUser } from '../support/world.js';

const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const SHORT = { legal_name: 'Short Form', mobile_phone_number: '+44 1' };

/** The body of v1.4.0 and v2.0.0. */
function oldStyle(more: object = {}): object {
  const { title, branch_id: branchId, name_suffix: nameSuffix, credit_rating: _rating, credit_limit: _limit, ...rest } = CUSTOMER;
  return { title, branchId, nameSuffix, user_id: '', customer_number: '', ...rest, ...more };
}

/** What v3.1.0 and later answer to `CUSTOMER`, in their order. */
const asV310 = (bank: string): Record<string, unknown> => {
  const { legal_name, ...rest } = CUSTOMER;
  return { bank_id: bank, customer_id: expect.any(String), customer_number: expect.stringMatching(/^\d+$/), legal_name, ...rest };
};
const asV300 = (bank: string): Record<string, unknown> => ({
  ...asV310(bank),
  date_of_birth: '1990-09-08',
  dob_of_dependants: ['2019-09-08'],
});
const without = (shape: Record<string, unknown>, ...fields: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !fields.includes(name)));
const asV210 = (bank: string): Record<string, unknown> => without(asV310(bank), 'title', 'branch_id', 'name_suffix');
const asV140 = (bank: string): Record<string, unknown> => without(asV210(bank), 'bank_id', 'credit_rating', 'credit_limit');

/** The same values, and the fields in the same order. */
function expectShape(actual: unknown, expected: Record<string, unknown>): void {
  expect(actual).toEqual(expected);
  expect(Object.keys(actual as object)).toEqual(Object.keys(expected));
}

let world: World;
let bank: string;
let otherBank: string;
let staff: WorldUser;
let nobody: WorldUser;

beforeAll(async () => {
  world = await World.create();
  [bank, otherBank, staff, nobody] = await Promise.all([world.bank(), world.bank(), world.user('staff'), world.user('nobody')]);
  for (const role of ['CanCreateCustomer', 'CanCreateUserCustomerLink', 'CanGetCustomer', 'CanGetCustomers', 'CanGetCustomersMinimal'])
    await world.grant(staff, role, bank);
});

const noBank = (id: string): object => ({
  code: 404,
  message: `OBP-30001: Bank not found. Please specify a valid value for BANK_ID. Current BankId is ${id}`,
});
const NO_BANK_OLD_STYLE = { code: 400, message: 'OBP-30001: Bank not found. Please specify a valid value for BANK_ID.' };
const noRole = (text: string): object => ({ code: 403, message: `OBP-20006: User is missing one or more roles: ${text}` });
const badShape = (name: string): object => ({
  code: 400,
  message: `OBP-10001: Incorrect json format. The Json body should be the ${name} `,
});

const post = (path: string, body: unknown, user: WorldUser | undefined = staff): Promise<Answer> =>
  world.client.post(`/obp/${path}`, body, { token: user.token });
const get = (path: string, user: WorldUser = staff): Promise<Answer> => world.client.get(`/obp/${path}`, { token: user.token });

describe.each(['v3.1.0', 'v4.0.0'])('creating through %s', (version) => {
  const path = (at = bank): string => `${version}/banks/${at}/customers`;

  test('answers every field, with a number and an id that the bank chose', async () => {
    const created = await post(path(), CUSTOMER);
    expect(created.status).toBe(201);
    expectShape(created.body, asV310(bank));
  });

  test('needs as many dates of birth as dependants', async () => {
    const { body } = await post(path(), { ...CUSTOMER, dependants: 3 });
    expect(body).toEqual({
      code: 400,
      message: 'OBP-10020: Incorrect json. The field dependants(3) not equal the length(1) of dob_of_dependants array',
    });
    expect((await post(path(), { ...CUSTOMER, dependants: 0, dob_of_dependants: undefined })).status).toBe(201);
  });

  test('refuses another shape and strangers', async () => {
    expect((await post(path(), { legal_name: 'x' })).body).toEqual(badShape('PostCustomerJsonV310'));
    expect((await world.client.post(`/obp/${path()}`, CUSTOMER)).status).toBe(401);
  });

  test('names the field that is too long (decision 5)', async () => {
    const { body } = await post(path(), { ...CUSTOMER, relationship_status: 'x'.repeat(17) });
    expect(body).toEqual({
      code: 400,
      message: 'OBP-10001: Incorrect json format. The field relationship_status must have at most 16 characters.',
    });
  });

  test('a role of another bank is not enough', async () => {
    expect((await post(path(otherBank), CUSTOMER)).body).toEqual(
      noRole(`CanCreateCustomer or CanCreateCustomerAtAnyBank for BankId(${otherBank}).`),
    );
    expect((await post(path(otherBank), CUSTOMER, world.admin)).status).toBe(201);
  });
});

test('v4.0.0 looks for the bank first, v3.1.0 for the role', async () => {
  expect((await post('v4.0.0/banks/no.such.bank/customers', CUSTOMER, nobody)).body).toEqual(noBank('no.such.bank'));
  expect((await post('v3.1.0/banks/no.such.bank/customers', CUSTOMER, nobody)).body).toEqual(
    noRole('CanCreateCustomer or CanCreateCustomerAtAnyBank for BankId(no.such.bank).'),
  );
  expect((await post('v3.1.0/banks/no.such.bank/customers', CUSTOMER, world.admin)).body).toEqual(noBank('no.such.bank'));
});

test('only v4.0.0 and later read the characters of ids', async () => {
  const body = { ...CUSTOMER, branch_id: 'a b' };
  expect((await post(`v4.0.0/banks/${bank}/customers`, body)).body.message).toBe(
    'OBP-10001: Incorrect json format. Here are all invalid values: List((branch_id,a b))',
  );
  expect((await post(`v3.1.0/banks/${bank}/customers`, body)).status).toBe(201);
});

describe.each(['v5.0.0', 'v5.1.0'])('creating through %s', (version) => {
  const create = (body: unknown, user = staff, at = bank): Promise<Answer> => post(`${version}/banks/${at}/customers`, body, user);

  test('needs a name and a telephone number only', async () => {
    const created = await create(SHORT);
    expect(created.status).toBe(201);
    expectShape(created.body, {
      bank_id: bank,
      customer_id: expect.any(String),
      customer_number: expect.stringMatching(/^\d+$/),
      ...SHORT,
      email: '',
      face_image: { url: '', date: null },
      date_of_birth: null,
      relationship_status: '',
      dependants: 0,
      dob_of_dependants: [],
      credit_rating: { rating: '', source: '' },
      credit_limit: { currency: '', amount: '' },
      highest_education_attained: '',
      employment_status: '',
      kyc_status: false,
      last_ok_date: null,
      title: '',
      branch_id: '',
      name_suffix: '',
    });
    expect((await create({ legal_name: 'x' })).body).toEqual(badShape('PostCustomerJsonV310'));
  });

  test('takes everything else too, and null for nothing', async () => {
    expectShape((await create(CUSTOMER)).body, asV310(bank));
    const { status, body } = await create({ ...SHORT, face_image: null, dependants: null, dob_of_dependants: null, customer_number: null });
    expect([status, body.face_image]).toEqual([201, { url: '', date: null }]);
    expect((await create({ ...SHORT, dependants: 1 })).body.message).toContain('OBP-10020: Incorrect json. The field dependants(1)');
  });

  test('takes a number, once a bank', async () => {
    const customer_number = `n.${version}.${world.run}`;
    expect((await create({ ...SHORT, customer_number })).body.customer_number).toBe(customer_number);
    expect((await create({ ...SHORT, customer_number })).body).toEqual({ code: 400, message: 'OBP-30051: Cannot create Customer' });
    expect((await create({ ...SHORT, customer_number }, world.admin, otherBank)).status).toBe(201);
    expect((await create({ ...SHORT, customer_number: 'a::::b' })).body).toEqual({
      code: 400,
      message: 'OBP-10001: Incorrect json format. customer_number can not contain `::::` characters',
    });
  });

  test('refuses an unknown bank, then a missing role', async () => {
    expect((await create(SHORT, nobody, 'no.such.bank')).body).toEqual(noBank('no.such.bank'));
    expect((await create(SHORT, nobody)).body).toEqual(noRole(`CanCreateCustomer or CanCreateCustomerAtAnyBank for BankId(${bank}).`));
  });
});

describe.each([
  ['v1.4.0', 'customer', 200],
  ['v2.0.0', 'customers', 201],
  ['v3.0.0', 'customers', 201],
])('creating through %s', (version, resource, status) => {
  const create = (body: unknown, user = staff, at = bank): Promise<Answer> => post(`${version}/banks/${at}/${resource}`, body, user);

  test('links the customer to the user who is named', async () => {
    const reader = await world.user('reader');
    const created = await create(oldStyle({ user_id: reader.userId }));
    expect(created.status).toBe(status);
    expectShape(created.body, asV140(bank));
    expect((await get('v5.0.0/my/customers', reader)).body.customers).toEqual([{ ...asV210(bank), ...noCredit, ...created.body }]);
  });

  test('links the customer to the caller when nobody is named', async () => {
    const clerk = await world.user('clerk');
    await world.grant(clerk, 'CanCreateCustomer', bank);
    await world.grant(clerk, 'CanCreateUserCustomerLink', bank);
    const created = await create(oldStyle(), clerk);
    expect((await get(`v1.4.0/banks/${bank}/customer`, clerk)).body).toEqual(created.body);
  });

  test('needs both roles', async () => {
    const clerk = await world.user('clerk');
    const refusal = noRole(`CanCreateCustomer and CanCreateUserCustomerLink entitlements are required for BankId(${bank}).`);
    expect((await create(oldStyle(), clerk)).body).toEqual(refusal);
    await world.grant(clerk, 'CanCreateCustomer', bank);
    expect((await create(oldStyle(), clerk)).body).toEqual(refusal);
    await world.grant(clerk, 'CanCreateUserCustomerLink', bank);
    expect((await create(oldStyle(), clerk)).status).toBe(status);
  });

  test('a number is taken once, and an unknown user leaves no customer behind', async () => {
    const customer_number = `o.${version}.${world.run}`;
    const unknown = await create(oldStyle({ customer_number, user_id: 'no-such-user' }));
    expect(unknown.body).toEqual({ code: 404, message: 'OBP-20057: User not found by userId.' });
    expect((await create(oldStyle({ customer_number }))).body.customer_number).toBe(customer_number);
    expect((await create(oldStyle({ customer_number }))).body).toEqual({
      code: 400,
      message: 'OBP-30006: Customer Number already exists. Please specify a different value for BANK_ID or CUSTOMER_NUMBER.',
    });
  });

  test('refuses strangers, then an unknown bank, then another shape, then a missing role', async () => {
    expect((await world.client.post(`/obp/${version}/banks/no.such.bank/${resource}`, {})).status).toBe(401);
    expect((await create({}, nobody, 'no.such.bank')).body).toEqual(NO_BANK_OLD_STYLE);
    expect((await create({}, nobody)).body).toEqual({ code: 400, message: 'OBP-10001: Incorrect json format.' });
    expect((await create(oldStyle(), nobody)).status).toBe(403);
  });
});

const noCredit = { credit_rating: { rating: '', source: '' }, credit_limit: { currency: '', amount: '' } };

describe('one customer', () => {
  test.each(['v3.1.0', 'v4.0.0', 'v5.1.0'])('is read by id in %s', async (version) => {
    const id = await world.customer(bank);
    const { status, body } = await get(`${version}/banks/${bank}/customers/${id}`);
    expect(status).toBe(200);
    expectShape(body, { ...asV310(bank), customer_id: id, customer_attributes: [] });
    expect(body.last_ok_date).toEqual(DATE);
  });

  test('is not found at another bank (decision 1)', async () => {
    const id = await world.customer(otherBank);
    expect((await get(`v3.1.0/banks/${bank}/customers/${id}`)).body).toEqual({
      code: 404,
      message: `OBP-30046: Customer not found. Please specify a valid value for CUSTOMER_ID.. Current CustomerId(${id})`,
    });
  });

  test('refuses strangers, an unknown bank and a missing role', async () => {
    expect((await world.client.get(`/obp/v3.1.0/banks/${bank}/customers/x`)).status).toBe(401);
    expect((await get('v3.1.0/banks/no.such.bank/customers/x', nobody)).body).toEqual(noBank('no.such.bank'));
    expect((await get(`v3.1.0/banks/${bank}/customers/x`, nobody)).body).toEqual(noRole(`CanGetCustomer at Bank(${bank})`));
  });

  test('is read by number, at its own bank only', async () => {
    const id = await world.customer(bank);
    const { customer_number } = (await get(`v3.1.0/banks/${bank}/customers/${id}`)).body;
    const found = await post(`v3.1.0/banks/${bank}/customers/customer-number`, { customer_number });
    expect(found.status).toBe(200);
    expectShape(found.body, { ...asV310(bank), customer_id: id, customer_number, customer_attributes: [] });

    const unknown = { code: 404, message: 'OBP-30002: Customer not found. Please specify a valid value for CUSTOMER_NUMBER.' };
    expect((await post(`v3.1.0/banks/${bank}/customers/customer-number`, { customer_number: 'none' })).body).toEqual(unknown);
    await world.grant(staff, 'CanGetCustomer', otherBank);
    expect((await post(`v3.1.0/banks/${otherBank}/customers/customer-number`, { customer_number })).body).toEqual(unknown);
  });

  test('by number: refuses strangers, an unknown bank, a missing role and another shape', async () => {
    const path = `v3.1.0/banks/${bank}/customers/customer-number`;
    expect((await world.client.post(`/obp/${path}`, {})).status).toBe(401);
    expect((await post('v3.1.0/banks/no.such.bank/customers/customer-number', {}, nobody)).body).toEqual(noBank('no.such.bank'));
    expect((await post(path, {}, nobody)).body).toEqual(noRole(`CanGetCustomer at Bank(${bank})`));
    expect((await post(path, {})).body).toEqual(badShape('PostCustomerNumberJsonV310'));
  });
});

describe('the customers of a bank', () => {
  let full: string;
  const ids: string[] = [];

  beforeAll(async () => {
    full = await world.bank();
    for (const role of ['CanGetCustomer', 'CanGetCustomers', 'CanGetCustomersMinimal']) await world.grant(staff, role, full);
    for (let i = 0; i < 5; i++) ids.unshift(await world.customer(full));
  });

  const idsOf = ({ body }: Answer): string[] => body.customers.map(({ customer_id }: { customer_id: string }) => customer_id);

  test('have the shape of their version, newest first', async () => {
    const v4 = await get(`v4.0.0/banks/${full}/customers`);
    expect(Object.keys(v4.body)).toEqual(['customers']);
    expect(idsOf(v4)).toEqual(ids);
    expectShape(v4.body.customers[0], { ...asV310(full), customer_attributes: [] });
    const v5 = await get(`v5.0.0/banks/${full}/customers`);
    expect(idsOf(v5)).toEqual(ids);
    expectShape(v5.body.customers[0], asV300(full));
    const minimal = await get(`v5.0.0/banks/${full}/customers-minimal`);
    expect(minimal.body).toEqual({ customers: ids.map((customer_id) => ({ bank_id: full, customer_id })) });
  });

  test.each(['v4.0.0/banks/BANK/customers', 'v5.0.0/banks/BANK/customers', 'v5.1.0/banks/BANK/customers-minimal'])(
    'come in pages: %s',
    async (route) => {
      const path = route.replace('BANK', full);
      const first = await get(`${path}?limit=2`);
      expect([first.headers.range, idsOf(first)]).toEqual(['items=0-2', ids.slice(0, 2)]);
      const next = /^<(.*)>; rel="next"$/.exec(String(first.headers.link))?.[1] ?? '';
      expect(next).toBe(`${world.client.base}/obp/${path}?limit=2&offset=2`);
      const last = await get(`${path}?limit=2&offset=4`);
      expect([last.headers.range, last.headers.link, idsOf(last)]).toEqual(['items=4-2', undefined, ids.slice(4)]);
      expect(idsOf(await get(`${path}?sort_direction=asc&limit=1`))).toEqual(ids.slice(4));
      expect((await get(`${path}?limit=5000`)).headers.range).toBe('items=0-1000');
      for (const [query, code] of [
        ['limit=0', 'OBP-10025'],
        ['offset=x', 'OBP-10024'],
        ['sort_direction=UP', 'OBP-10023'],
        ['from_date=2020', 'OBP-10026'],
      ]) {
        const { status, body } = await get(`${path}?${query}`);
        expect(status).toBe(400);
        expect(body.message).toContain(`OBP-10016: Incorrect filter Parameters in URL.  <- ${code}: `);
      }
    },
  );

  test('say which part was answered, where OBP pages them too', async () => {
    expect((await get(`v5.0.0/banks/${full}/customers`)).headers.range).toBe('items=0-50');
    expect((await get(`v4.0.0/banks/${full}/customers`)).headers.range).toBeUndefined();
  });

  test('are picked by the time of creation', async () => {
    const path = `v5.0.0/banks/${full}/customers`;
    expect(idsOf(await get(`${path}?to_date=2020-01-01T00:00:00.000Z`))).toEqual([]);
    expect(idsOf(await get(`${path}?from_date=2020-01-01T00:00:00.000Z&to_date=2999-01-01T00:00:00.000Z`))).toEqual(ids);
    expect(idsOf(await get(`${path}?from_date=2999-01-01T00:00:00.000Z`))).toEqual([]);
  });

  test('have no attributes to be found by (v4.0.0)', async () => {
    const path = `v4.0.0/banks/${full}/customers`;
    expect(idsOf(await get(`${path}?SPECIAL_TAX_NUMBER=1`))).toEqual([]);
    expect(idsOf(await get(`${path}?limit=2&color=red`))).toEqual([]);
    expect(idsOf(await get(`${path}?&locale=en_GB&cache-modifier=7`))).toEqual(ids);
  });

  test('are refused to strangers and those without the role; only v4.0.0 looks for the bank', async () => {
    for (const [path, role] of [
      ['v4.0.0/banks/BANK/customers', 'CanGetCustomer'],
      ['v5.0.0/banks/BANK/customers', 'CanGetCustomers'],
      ['v5.0.0/banks/BANK/customers-minimal', 'CanGetCustomersMinimal'],
    ] as const) {
      expect((await world.client.get(`/obp/${path.replace('BANK', full)}`)).status).toBe(401);
      expect((await get(path.replace('BANK', full), nobody)).body).toEqual(noRole(`${role} for BankId(${full}).`));
    }
    expect((await get('v4.0.0/banks/no.such.bank/customers', nobody)).body).toEqual(noBank('no.such.bank'));
    expect((await get('v5.0.0/banks/no.such.bank/customers', nobody)).body).toEqual(noRole('CanGetCustomers for BankId(no.such.bank).'));
  });
});

describe('the customers of all banks', () => {
  test('have the shapes of v3.0.0 and minimal, for the role that says so', async () => {
    const auditor = await world.user('auditor');
    expect((await get('v4.0.0/customers', auditor)).body).toEqual(noRole('CanGetCustomersAtAnyBank'));
    expect((await get('v4.0.0/customers-minimal', auditor)).body).toEqual(noRole('CanGetCustomersMinimalAtAnyBank'));
    await world.grant(auditor, 'CanGetCustomersAtAnyBank');
    await world.grant(auditor, 'CanGetCustomersMinimalAtAnyBank');
    const mine = [await world.customer(otherBank), await world.customer(bank)];

    const list = await get('v4.0.0/customers?limit=1000', auditor);
    const found = list.body.customers.filter(({ customer_id }: { customer_id: string }) => mine.includes(customer_id));
    expect(found.map((customer: { bank_id: string }) => customer.bank_id)).toEqual([bank, otherBank]);
    expectShape(found[0], asV300(bank));
    const minimal = await get('v5.1.0/customers-minimal?limit=1000', auditor);
    expect(minimal.body.customers).toContainEqual({ bank_id: otherBank, customer_id: mine[0] });
    expect(Object.keys(minimal.body.customers[0])).toEqual(['bank_id', 'customer_id']);

    const page = await get('v4.0.0/customers?limit=1', auditor);
    expect([page.body.customers.length, page.headers.range]).toEqual([1, 'items=0-1']);
    expect((await get('v4.0.0/customers?limit=x', auditor)).body.message).toContain('OBP-10025');
    expect((await get('v4.0.0/customers-minimal?limit=x', auditor)).body.message).toContain('OBP-10025');
  });

  test('are refused to strangers', async () => {
    expect((await world.client.get('/obp/v4.0.0/customers')).status).toBe(401);
    expect((await world.client.get('/obp/v4.0.0/customers-minimal')).status).toBe(401);
  });
});

describe('the customers of the user who calls', () => {
  let reader: WorldUser;
  let here: string[];
  let there: string;

  beforeAll(async () => {
    reader = await world.user('reader');
    here = [await world.customer(bank), await world.customer(bank)];
    there = await world.customer(otherBank);
    // Linked in another order than created.
    for (const [at, id] of [
      [bank, here[1]],
      [otherBank, there],
      [bank, here[0]],
    ])
      await world.link(at as string, reader, id as string);
  });

  const linked = (): string[] => [here[1] as string, there, here[0] as string];

  test('at all banks, in the order of linking', async () => {
    const my = await get('v5.0.0/my/customers', reader);
    expect(my.body.customers.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual(linked());
    expectShape(my.body.customers[0], asV210(bank));
    const current = await get('v3.0.0/users/current/customers', reader);
    expect(current.body.customers.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual(linked());
    expectShape(current.body.customers[0], { ...asV300(bank), customer_attributes: [] });
    const ids = await get('v5.1.0/users/current/customers/customer_ids', reader);
    expect(ids.body).toEqual({ customers: linked().map((id) => ({ id })) });
  });

  test('at one bank', async () => {
    const my = await get(`v5.0.0/banks/${bank}/my/customers`, reader);
    expect(my.body.customers.map(({ customer_id }: { customer_id: string }) => customer_id)).toEqual([here[1], here[0]]);
    expectShape(my.body.customers[0], asV210(bank));
    const first = await get(`v1.4.0/banks/${bank}/customer`, reader);
    expect(first.status).toBe(200);
    expectShape(first.body, { ...asV140(bank), customer_id: here[1] });
  });

  test.each(['v5.0.0/my/customers', 'v4.0.0/users/current/customers', 'v5.1.0/users/current/customers/customer_ids'])(
    'in pages, none for who has none, nothing for strangers: %s',
    async (path) => {
      const id = (customer: { id?: string; customer_id?: string }): string | undefined => customer.customer_id ?? customer.id;
      const page = await get(`${path}?limit=1&offset=1`, reader);
      expect([page.headers.range, page.body.customers.map(id)]).toEqual(['items=1-1', [there]]);
      expect(page.headers.link).toBe(`<${world.client.base}/obp/${path}?limit=1&offset=2>; rel="next"`);
      const backwards = await get(`${path}?sort_direction=DESC`, reader);
      expect(backwards.body.customers.map(id)).toEqual(linked().reverse());
      expect((await get(`${path}?limit=x`, reader)).body.message).toContain('OBP-10025');
      const none = await get(path, nobody);
      expect([none.status, none.body, none.headers.range]).toEqual([200, { customers: [] }, undefined]);
      expect((await world.client.get(`/obp/${path}`)).status).toBe(401);
    },
  );

  test('at one bank: refusals', async () => {
    expect((await get('v5.0.0/banks/no.such.bank/my/customers', reader)).body).toEqual(noBank('no.such.bank'));
    expect((await get(`v5.0.0/banks/${bank}/my/customers?limit=x`, reader)).body.message).toContain('OBP-10025');
    expect((await world.client.get(`/obp/v5.0.0/banks/${bank}/my/customers`)).status).toBe(401);
    expect((await get('v1.4.0/banks/no.such.bank/customer', reader)).body).toEqual(NO_BANK_OLD_STYLE);
    expect((await world.client.get(`/obp/v1.4.0/banks/${bank}/customer`)).status).toBe(401);
    expect((await get(`v1.4.0/banks/${bank}/customer`, nobody)).body).toEqual({
      code: 400,
      message: 'OBP-30008: User Customer Link not found by USER_ID',
    });
  });
});

test('creating leaves a record that says no more of the customer than the number', async () => {
  await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
  const { body } = await post(`v5.0.0/banks/${bank}/customers`, CUSTOMER);
  const trail = await world.client.get(`/messaging/v1/audit-records?subject_id=${body.customer_id}`, { token: world.admin.token });
  expect(trail.body.audit_records).toHaveLength(1);
  expect(trail.body.audit_records[0]).toMatchObject({ action: 'customer.created', bank_id: bank, actor_user_id: staff.userId });
  expect(trail.body.audit_records[0].after).toEqual({ customer_number: body.customer_number });
});
