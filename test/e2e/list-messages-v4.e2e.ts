import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { BREAKS, testOrder } from '../support/check-order.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

interface Message {
  id: string;
  date: string;
  transport: string;
  message: string;
  from_department: string;
  from_person: string;
}

const pathOf = (bank: string, customer: string, version = 'v4.0.0'): string =>
  `/obp/${version}/banks/${bank}/customers/${customer}/messages`;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('OBPv4.0.0-getCustomerMessages', () => {
  let world: World;
  let staff: WorldUser;
  let reader: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let customer: string;
  let otherBank: string;
  let otherCustomer: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, reader, nobody, bank, otherBank] = await Promise.all([
      world.user('staff'),
      world.user('reader'),
      world.user('nobody'),
      world.bank(),
      world.bank(),
    ]);
    customer = await world.customer(bank);
    otherCustomer = await world.customer(otherBank);
    await world.link(bank, reader, customer);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    await world.grant(nobody, 'CanGetCustomerMessages', otherBank);
    await world.grant(nobody, 'CanCreateCustomerMessage', bank);
    await world.grant(nobody, 'CanCreateCustomerMessage', otherBank);
  });

  const create = async (message: string, to = customer, at = bank, token = staff.token): Promise<void> => {
    const { status } = await world.client.post(pathOf(at, to), { ...MESSAGE, message }, { token });
    expect(status).toBe(201);
  };
  const list = (to = customer, at = bank, token = staff.token): Promise<Answer> => world.client.get(pathOf(at, to), { token });
  const messagesOf = async (to = customer): Promise<Message[]> => (await list(to)).body.messages as Message[];

  describe('the order of its checks (contract section 1.3)', () => {
    testOrder(
      [
        BREAKS.accept(0),
        BREAKS.duplicateQuery(2),
        BREAKS.anonymous(3),
        BREAKS.badToken(3),
        BREAKS.bank(5),
        BREAKS.role(6, 'CanGetCustomerMessages', () => nobody.token),
        BREAKS.filter(7),
        BREAKS.customer(8, 'an unknown customer', () => 'no-such-customer'),
        BREAKS.customer(8, "another bank's customer", () => otherCustomer),
      ],
      () => ({
        verb: 'GET',
        path: (draft) => pathOf(draft.bank, draft.customer),
        bank,
        customer,
        query: [],
        headers: {},
        token: staff.token,
        body: {},
      }),
      () => world.client,
    );
  });

  test('a customer without messages has an empty list', async () => {
    const { status, body } = await list(await world.customer(bank));
    expect([status, body]).toEqual([200, { messages: [] }]);
  });

  test('a message has these fields, in this order', async () => {
    const to = await world.customer(bank);
    const before = Math.floor(Date.now() / 1000) * 1000;
    await create('Your card is ready', to);
    const after = Date.now();
    const [message] = await messagesOf(to);
    expect(Object.entries(message ?? {})).toEqual([
      ['id', expect.stringMatching(UUID_V7)],
      ['date', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)],
      ['transport', 'SMS'],
      ['message', 'Your card is ready'],
      ['from_department', 'Open Bank'],
      ['from_person', 'Tom'],
    ]);
    const date = Date.parse(message?.date ?? '');
    expect(date).toBeGreaterThanOrEqual(before);
    expect(date).toBeLessThanOrEqual(after);
    expect(date).toBe(Math.floor(timeOf(message?.id ?? '') / 1000) * 1000);
  });

  test('newest first, in the order of sending', async () => {
    const to = await world.customer(bank);
    const texts = Array.from({ length: 12 }, (_, index) => `text ${index}`);
    for (const text of texts) await create(text, to);
    expect((await messagesOf(to)).map(({ message }) => message)).toEqual(texts.toReversed());
  });

  test('of concurrent creates none is lost or doubled, and those of one millisecond are in order too', async () => {
    const to = await world.customer(bank);
    const texts = Array.from({ length: 150 }, (_, index) => `text ${index}`);
    await Promise.all(texts.map((text) => create(text, to)));
    const messages = await messagesOf(to);
    expect(messages.map(({ message }) => message).sort()).toEqual(texts.toSorted());
    const ids = messages.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(texts.length);
    expect(new Set(ids.map(timeOf)).size).toBeLessThan(texts.length); // at least two were made in one millisecond
    expect(await messagesOf(to)).toEqual(messages);
  });

  test('messages of v1.4.0 are listed too, without a transport (decision 2)', async () => {
    const to = await world.customer(bank);
    await world.link(bank, reader, to);
    await create('through v4.0.0', to);
    const body = { message: 'through v1.4.0', from_department: 'Cards', from_person: 'Ann', transport: 'ignored' };
    expect((await world.client.post(`/obp/v1.4.0/banks/${bank}/customer/${to}/messages`, body, { token: staff.token })).status).toBe(201);
    const [id, date] = [expect.any(String), expect.any(String)];
    expect(await messagesOf(to)).toEqual([
      { id, date, transport: '', message: 'through v1.4.0', from_department: 'Cards', from_person: 'Ann' },
      { ...MESSAGE, id, date, message: 'through v4.0.0' },
    ]);
  });

  test("only the customer's own messages are listed", async () => {
    const [one, two] = await Promise.all([world.customer(bank), world.customer(bank)]);
    await create('to the first', one);
    await create('to the second', two);
    await create('at the other bank', otherCustomer, otherBank, nobody.token);
    expect((await messagesOf(one)).map(({ message }) => message)).toEqual(['to the first']);
    expect((await messagesOf(two)).map(({ message }) => message)).toEqual(['to the second']);
    const there = await list(otherCustomer, otherBank, nobody.token);
    expect(there.body.messages.map(({ message }: Message) => message)).toEqual(['at the other bank']);
  });

  test("another bank's customer is none of this bank's, in either direction (decision 1)", async () => {
    const message = `OBP-30046: Customer not found. Please specify a valid value for CUSTOMER_ID.. Current CustomerId(${otherCustomer})`;
    expect((await list(otherCustomer)).body).toEqual({ code: 404, message });
    expect((await list(customer, otherBank, nobody.token)).status).toBe(404);
  });

  test('the customer it is for may not read the list of the bank', async () => {
    expect((await list(customer, bank, reader.token)).status).toBe(403);
  });

  test.each([37, 10_000])('a customer id of %i characters is an unknown one', async (length) => {
    const { status, body } = await list('a'.repeat(length));
    expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-30046']);
  });

  test.each(['%', '%zz', '%ff', 'a%00b', ''])('%j is no part of a path', async (id) => {
    for (const answer of [await list(id), await list(customer, id)])
      expect([answer.status, answer.body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
  });

  test.each(['v4.0.0', 'v5.0.0', 'v5.1.0'])('answers under %s', async (version) => {
    const { status, body } = await world.client.get(pathOf(bank, customer, version), { token: staff.token });
    expect([status, body]).toEqual([200, (await list()).body]);
  });

  test.each(['v1.4.0', 'v2.0.0', 'v2.1.0', 'v2.2.0', 'v3.0.0', 'v3.1.0', 'v4.0', 'v6.0.0'])('does not under %s', async (version) => {
    const { status, body } = await world.client.get(pathOf(bank, customer, version), { token: staff.token });
    expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
  });

  test.each(['/', '//', '/1', '.json'])('there is no route at its path followed by %j', async (suffix) => {
    const { status, body } = await world.client.get(pathOf(bank, customer) + suffix, { token: staff.token });
    expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
  });

  test('HEAD is no route and has no body', async () => {
    const { status, body } = await world.client.send('HEAD', pathOf(bank, customer), { token: staff.token });
    expect([status, body]).toEqual([404, undefined]);
  });
});
