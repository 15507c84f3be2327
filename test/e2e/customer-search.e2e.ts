import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, sandboxOf, shared } from '../support/client.js';
import { CUSTOMER, World, type WorldUser } from '../support/world.js';

interface Found {
  readonly customer_id: string;
  readonly customer_number: string;
  readonly legal_name: string;
  readonly email: string;
  readonly mobile_phone_number: string;
}

let world: World;
let bank: string;
let clerk: WorldUser;
let nobody: WorldUser;
/** Ids by name. */
const ids = new Map<string, string>();

const PEOPLE = [
  ['José García López', 'jose.garcia@example.com', '+34 600 111 222'],
  ['Maria Garcia', 'maria@example.com', '+34 600 333 444'],
  ['Mariana Gardiner', 'mariana@example.org', '+44 20 7946 0000'],
  ['Łukasz Żółć', 'lz@example.org', '+48 22 000 00 00'],
  ["Sinéad O'Brien", '', '+353 1 000 0000'],
] as const;

beforeAll(async () => {
  world = await World.create();
  [bank, clerk, nobody] = await Promise.all([world.bank(), world.user('clerk'), world.user('nobody')]);
  await world.grant(clerk, 'CanGetCustomer', bank);
  for (const [legal_name, email, mobile_phone_number] of PEOPLE) {
    const answer = await world.client.post<{ customer_id: string }>(
      `/obp/v4.0.0/banks/${bank}/customers`,
      { ...CUSTOMER, legal_name, email, mobile_phone_number },
      { token: world.admin.token },
    );
    expect(answer.status).toBe(201);
    ids.set(legal_name, answer.body.customer_id);
  }
});

const search = (query: string, { token } = clerk, at = bank): ReturnType<Client['get']> =>
  world.client.get(`/messaging/v1/banks/${at}/customers${query}`, { token });

async function names(text: string): Promise<string[]> {
  const { status, body } = await search(`?q=${encodeURIComponent(text)}`);
  expect(status).toBe(200);
  return (body as { customers: Found[] }).customers.map(({ legal_name: name }) => name);
}

const wrong = (status: number, message: string): object => ({ status, body: { code: status, message: expect.stringContaining(message) } });

describe('a customer is found', () => {
  test.each([
    ['by a word without its accent', 'garcia jose', ['José García López']],
    ['by the beginnings of two words', 'gar mar', ['Maria Garcia', 'Mariana Gardiner']],
    ['first as the one whose word is whole', 'maria', ['Maria Garcia', 'Mariana Gardiner']],
    ['in capitals', 'MARIA GARCIA', ['Maria Garcia']],
    ['by letters that people write in two ways', 'lukasz zolc', ['Łukasz Żółć']],
    ['with an apostrophe', 'o’brien', ["Sinéad O'Brien"]],
    ['without it', 'OBRIEN', ["Sinéad O'Brien"]],
    ['by the beginning of the e-mail address', 'Jose.Gar', ['José García López']],
    ['by the whole e-mail address', 'maria@example.com', ['Maria Garcia']],
    ['by the beginning of the phone, however it is grouped', '+34 (600) 33', ['Maria Garcia']],
    ['not by the middle of a word', 'arcia', []],
    ['not by words of two people', 'maria lopez', []],
    ['not by signs that mean something to a database', 'mar% _gar', ['Maria Garcia', 'Mariana Gardiner']],
  ])('%s', async (_, text, expected) => {
    expect(await names(text)).toEqual(expected);
  });

  test('by number and by id, with what tells people apart', async () => {
    const { body } = await search('?q=sinead');
    const [found] = (body as { customers: Found[] }).customers;
    expect(found).toEqual({
      customer_id: ids.get("Sinéad O'Brien"),
      customer_number: expect.stringMatching(/^\d+$/),
      legal_name: "Sinéad O'Brien",
      email: '',
      mobile_phone_number: '+353 1 000 0000',
    });
    expect(await names(found?.customer_number.slice(0, 6) ?? '')).toContain("Sinéad O'Brien");
    expect(await names(` ${found?.customer_id} `)).toEqual(["Sinéad O'Brien"]);
  });

  test('in the sandbox too, and by its staff', async () => {
    const { bank_id: sandboxBank, users, consumer_key: key } = sandboxOf(shared().dataDir);
    const token = await world.client.login(users.staff.username, users.staff.password, key);
    const { status, body } = await search('?q=trip', { ...clerk, token }, sandboxBank);
    expect([status, (body as { customers: Found[] }).customers.map(({ legal_name: name }) => name)]).toEqual([200, ['Eveline Tripman']]);
  });
});

test('no more are found than are asked for, and none of another bank', async () => {
  expect(((await search('?q=mar&limit=1')).body as { customers: Found[] }).customers).toHaveLength(1);
  const other = await world.bank();
  await world.grant(clerk, 'CanGetCustomer', other);
  expect(await search('?q=maria', clerk, other)).toMatchObject({ status: 200, body: { customers: [] } });
  expect(await search(`?q=${ids.get('Maria Garcia')}`, clerk, other)).toMatchObject({ status: 200, body: { customers: [] } });
});

test('who may not, or asks for too little, is told', async () => {
  expect(await search('?q=maria', nobody)).toMatchObject(
    wrong(403, `OBP-20006: User is missing one or more roles: CanGetCustomer for BankId(${bank}).`),
  );
  expect(await search('?q=maria', clerk, 'nowhere')).toMatchObject(wrong(404, 'OBP-30001'));
  for (const query of ['', '?q=', '?q=m', '?q=%20%2B-', '?q=%00m']) expect(await search(query)).toMatchObject(wrong(400, 'OBP-98160'));
  expect(await search('?q=maria&limit=0')).toMatchObject(wrong(400, 'OBP-10016'));
});

test('a corrected contact is what the customer is found by and shown with; the act is recorded without it', async () => {
  const at = await world.bank();
  const customer = await world.customer(at);
  const target = `/messaging/v1/banks/${at}/customers/${customer}/contact`;
  const contact = { mobile_phone_number: '+34 611 222 333', email: 'new.address@example.com' };
  const corrector = await world.user('corrector');
  for (const role of ['CanGetCustomer', 'CanUpdateCustomerMobilePhoneNumber']) await world.grant(corrector, role, at);
  const correct = (body: object, path = target): ReturnType<Client['put']> => world.client.put(path, body, { token: corrector.token });
  expect(await correct(contact)).toMatchObject(wrong(403, 'CanUpdateCustomerEmail')); // both roles are needed
  await world.grant(corrector, 'CanUpdateCustomerEmail', at);

  const found = async (text: string): Promise<unknown[]> =>
    ((await search(`?q=${encodeURIComponent(text)}`, corrector, at)).body as { customers: Found[] }).customers;
  const [before] = (await found('eveline')) as Found[];
  expect(await correct(contact)).toMatchObject({ status: 200, body: { ...before, ...contact } });
  for (const text of ['34611222', '+34611', 'new.address', 'eveline trip'])
    expect([text, await found(text)]).toEqual([text, [{ ...before, ...contact }]]);
  for (const text of ['4407972', 'eveline@']) expect([text, await found(text)]).toEqual([text, []]);

  expect(await correct({ ...contact, email: '' })).toMatchObject({ status: 200, body: { email: '' } });
  expect(await correct({ ...contact, email: 'x'.repeat(201) })).toMatchObject(wrong(400, 'email must have at most 200 characters'));
  expect(await correct({ email: '' })).toMatchObject(wrong(400, 'mobile_phone_number is missing'));
  expect(await correct(contact, target.replace(customer, 'nobody'))).toMatchObject(wrong(404, 'OBP-30046'));

  await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
  const { body } = await world.client.get<{ audit_records: { after: object }[] }>(
    `/messaging/v1/audit-records?subject_id=${customer}&action=customer.corrected`,
    { token: world.admin.token },
  );
  expect(body.audit_records.map(({ after }) => after)).toEqual([{ changed: ['email'] }, { changed: ['mobilePhoneNumber', 'email'] }]);
});
