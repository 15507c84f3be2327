import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, Client } from '../support/client.js';
import { type Break, BREAKS, testOrder } from '../support/check-order.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { describeBodies } from '../support/message-bodies.js';
import { removeFolder, type Service, startedFolder, startService } from '../support/service.mjs';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const VERSIONS = ['v1.4.0', 'v2.0.0', 'v2.1.0', 'v2.2.0', 'v3.0.0', 'v3.1.0', 'v4.0.0', 'v5.0.0', 'v5.1.0'];
const pathOf = (bank: string, customer: string, version = 'v1.4.0'): string =>
  `/obp/${version}/banks/${bank}/customer/${customer}/messages`;
const inboxOf = (bank: string, version = 'v1.4.0'): string => `/obp/${version}/banks/${bank}/customer/messages`;
const BODY = { message: 'Your card is ready', from_department: 'Open Bank', from_person: 'Tom' };

const noLink = (step: number, customer: () => string): Break => ({
  step,
  name: 'a customer without a user',
  how: (draft) => (draft.customer = customer()),
  status: 400,
  message: (draft) => `OBP-30008: User Customer Link not found by USER_ID Current customerId (${draft.customer})`,
});

describe('messages through v1.4.0', () => {
  let world: World;
  let staff: WorldUser;
  let reader: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let customer: string;
  let unlinked: string;
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
    unlinked = await world.customer(bank);
    otherCustomer = await world.customer(otherBank);
    await world.link(bank, reader, customer);
    await world.link(otherBank, reader, otherCustomer);
    for (const at of [bank, otherBank])
      for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, at);
  });

  const add = async (to: string, message: string, at = bank, token = nobody.token): Promise<Answer> =>
    world.client.post(pathOf(at, to), { ...BODY, message }, { token });
  const inbox = (user: WorldUser, at = bank): Promise<Answer> => world.client.get(inboxOf(at), { token: user.token });
  const textsOf = ({ body }: Answer): string[] => body.messages.map(({ message }: { message: string }) => message);

  describe('OBPv1.4.0-addCustomerMessage', () => {
    describe('the order of its checks (contract section 1.4)', () => {
      testOrder(
        [
          BREAKS.contentType(0),
          BREAKS.accept(0),
          BREAKS.malformed(1),
          BREAKS.notUtf8(1),
          BREAKS.duplicateQuery(2),
          BREAKS.anonymous(3),
          BREAKS.badToken(3),
          BREAKS.missingField(4, 'AddCustomerMessageJson'),
          BREAKS.wrongField(4),
          BREAKS.bank(5),
          BREAKS.customer(6, 'an unknown customer', () => 'no-such-customer'),
          BREAKS.customer(6, "another bank's customer", () => otherCustomer),
          noLink(7, () => unlinked),
        ],
        () => ({
          verb: 'POST',
          path: (draft) => pathOf(draft.bank, draft.customer),
          bank,
          customer,
          query: [],
          headers: {},
          token: nobody.token,
          body: { ...BODY },
        }),
        () => world.client,
      );

      test('nothing was stored by any of them', async () => {
        for (const to of [customer, unlinked]) {
          const { body } = await world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${to}/messages`, { token: staff.token });
          expect(body.messages).toEqual([]);
        }
      });
    });

    describe('its body', () =>
      describeBodies({
        shape: 'AddCustomerMessageJson',
        fields: ['message', 'from_department', 'from_person'],
        path: pathOf,
      }));

    test('any user may send to any linked customer (decision 3)', async () => {
      const { status, body } = await add(customer, 'from nobody in particular');
      expect([status, body]).toEqual([201, { success: 'Success' }]);
      expect(textsOf(await inbox(reader))).toContain('from nobody in particular');
      expect(textsOf(await inbox(nobody))).toEqual([]);
    });

    test('malformed ids in extra fields do not matter here', async () => {
      const { status } = await world.client.post(pathOf(bank, customer), { ...BODY, bank_id: 'no id!' }, { token: nobody.token });
      expect(status).toBe(201);
    });

    test.each([37, 10_000])('a customer id of %i characters is an unknown one', async (length) => {
      const { status, body } = await add('a'.repeat(length), 'x');
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-30046']);
    });

    test.each(['%zz', 'a%00b', ''])('%j is no part of a path', async (id) => {
      for (const answer of [await add(id, 'x'), await add(customer, 'x', id)])
        expect([answer.status, answer.body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
    });

    test.each(VERSIONS)('answers under %s', async (version) => {
      const body = { ...BODY, message: `under ${version}` };
      expect((await world.client.post(pathOf(bank, customer, version), body, { token: nobody.token })).status).toBe(201);
      expect(textsOf(await inbox(reader))[0]).toBe(`under ${version}`);
    });
  });

  describe('OBPv1.4.0-getCustomersMessages', () => {
    describe('the order of its checks (contract section 1.5)', () => {
      testOrder(
        [BREAKS.accept(0), BREAKS.duplicateQuery(2), BREAKS.anonymous(3), BREAKS.badToken(3), BREAKS.bank(4), BREAKS.filter(5)],
        () => ({
          verb: 'GET',
          path: (draft) => inboxOf(draft.bank),
          bank,
          customer,
          query: [],
          headers: {},
          token: reader.token,
          body: {},
        }),
        () => world.client,
      );
    });

    test('a user without a customer has an empty inbox', async () => {
      const { status, body } = await inbox(nobody);
      expect([status, body]).toEqual([200, { messages: [] }]);
    });

    test('a message has these fields, in this order', async () => {
      await add(customer, 'the newest');
      const { body } = await inbox(reader);
      expect(Object.entries(body.messages[0])).toEqual([
        ['id', expect.stringMatching(/^[0-9a-f-]{36}$/)],
        ['date', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)],
        ['message', 'the newest'],
        ['from_department', 'Open Bank'],
        ['from_person', 'Tom'],
      ]);
    });

    test('holds the messages of all versions to all linked customers, newest first, and of no other bank (decision 2)', async () => {
      const owner = await world.user('owner');
      const [one, two, foreign] = await Promise.all([world.customer(bank), world.customer(bank), world.customer(otherBank)]);
      await world.link(bank, owner, one);
      await world.link(bank, owner, two);
      await world.link(otherBank, owner, foreign);
      const v4 = (to: string, at: string, message: string): Promise<Answer> =>
        world.client.post(`/obp/v4.0.0/banks/${at}/customers/${to}/messages`, { ...MESSAGE, message }, { token: staff.token });
      const sends = [
        () => v4(one, bank, '1'),
        () => add(two, '2'),
        () => v4(foreign, otherBank, 'other bank'),
        () => add(one, '3'),
        () => v4(unlinked, bank, 'other customer'),
        () => v4(two, bank, '4'),
        () => add(foreign, 'other bank too', otherBank),
        () => v4(one, bank, '5'),
      ];
      for (const send of sends) expect((await send()).status).toBe(201);
      expect(textsOf(await inbox(owner))).toEqual(['5', '4', '3', '2', '1']);
      expect(textsOf(await inbox(owner, otherBank))).toEqual(['other bank too', 'other bank']);
    });

    test('several users of one customer have the same inbox', async () => {
      const shared = await world.customer(bank);
      const users = [await world.user('first'), await world.user('second')];
      for (const user of users) await world.link(bank, user, shared);
      expect((await add(shared, 'to both')).status).toBe(201);
      for (const user of users) expect(textsOf(await inbox(user))).toEqual(['to both']);
    });

    test('a customer that is linked later brings its messages along', async () => {
      const late = await world.user('late');
      const known = await world.customer(bank);
      await world.client.post(`/obp/v4.0.0/banks/${bank}/customers/${known}/messages`, MESSAGE, { token: staff.token });
      expect(textsOf(await inbox(late))).toEqual([]);
      await world.link(bank, late, known);
      expect(textsOf(await inbox(late))).toEqual([MESSAGE.message]);
    });

    test.each(VERSIONS)('answers under %s', async (version) => {
      const { status, body } = await world.client.get(inboxOf(bank, version), { token: reader.token });
      expect([status, body]).toEqual([200, (await inbox(reader)).body]);
    });

    test.each(['v1.2.1', 'v1.3.0', 'v6.0.0'])('does not under %s', async (version) => {
      const { status, body } = await world.client.get(inboxOf(bank, version), { token: reader.token });
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
    });
  });
});

describe('outside the sandbox, without a word about NODE_ENV (decision 3)', () => {
  let service: Service;
  let drop: () => Promise<void>;
  let world: World;
  let staff: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    const database = await ownDatabase();
    drop = database.drop;
    // A first start makes the users of `World`; what is tested comes after it.
    const env = { ...database.env, DATA_DIR: startedFolder() };
    if (databaseKind() === 'postgres') await (await startService(env)).stop();
    service = await startService({ ...env, SANDBOX: 'false', SIGN_UP: 'open' });
    world = await World.create(new Client(service.url), service.dataDir);
    [staff, nobody, bank] = await Promise.all([world.user('staff'), world.user('nobody'), world.bank()]);
    customer = await world.customer(bank);
    await world.link(bank, nobody, customer);
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
  });

  afterAll(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });

  testOrder(
    [
      BREAKS.anonymous(3),
      BREAKS.missingField(4, 'AddCustomerMessageJson'),
      BREAKS.bank(5),
      BREAKS.role(6, 'CanCreateCustomerMessage', () => nobody.token),
      BREAKS.customer(7, 'an unknown customer', () => 'no-such-customer'),
    ],
    () => ({
      verb: 'POST',
      path: (draft) => pathOf(draft.bank, draft.customer),
      bank,
      customer,
      query: [],
      headers: {},
      token: staff.token,
      body: { ...BODY },
    }),
    () => world.client,
  );

  test('who holds the role may send', async () => {
    expect((await world.client.post(pathOf(bank, customer), BODY, { token: staff.token })).status).toBe(201);
  });

  test.each(VERSIONS)('the document of %s says so', async (version) => {
    const { body } = await world.client.get(`/openapi/${version}.json`);
    const operation = body.paths[`/obp/${version}/banks/{BANK_ID}/customer/{CUSTOMER_ID}/messages`].post;
    expect(operation['x-obp-roles']).toEqual([{ role: 'CanCreateCustomerMessage', requires_bank_id: true }]);
    expect(operation.responses).toHaveProperty('403');
  });

  test.each(['en_GB', 'es_ES'])('the resource docs say so, in %s', async (locale) => {
    const { body } = await world.client.get(`/obp/v5.1.0/resource-docs/v5.1.0/obp?functions=addCustomerMessage&locale=${locale}`);
    const [doc] = body.resource_docs as { roles: unknown; error_response_bodies: string[] }[];
    expect(doc?.roles).toEqual([{ role: 'CanCreateCustomerMessage', requires_bank_id: true }]);
    expect(doc?.error_response_bodies.some((error) => error.startsWith('OBP-20006: '))).toBe(true);
  });
});

test('in the sandbox the resource docs name no role for the create', async () => {
  const { body } = await new Client().get('/obp/v5.1.0/resource-docs/v5.1.0/obp?functions=addCustomerMessage');
  const [doc] = body.resource_docs as { roles: unknown; error_response_bodies: string[] }[];
  expect(doc).not.toHaveProperty('roles');
  expect(doc?.error_response_bodies.some((error) => error.startsWith('OBP-20006: '))).toBe(false);
});
