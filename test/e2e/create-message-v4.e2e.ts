import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { BREAKS, testOrder } from '../support/check-order.js';
import { describeBodies } from '../support/message-bodies.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const pathOf = (bank: string, customer: string, version = 'v4.0.0'): string =>
  `/obp/${version}/banks/${bank}/customers/${customer}/messages`;

describe('OBPv4.0.0-createCustomerMessage', () => {
  let world: World;
  let staff: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let customer: string;
  let otherCustomer: string;

  beforeAll(async () => {
    world = await World.create();
    const other = await world.bank();
    [staff, nobody, bank, otherCustomer] = await Promise.all([
      world.user('staff'),
      world.user('nobody'),
      world.bank(),
      world.customer(other),
    ]);
    customer = await world.customer(bank);
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
    await world.grant(staff, 'CanGetCustomerMessages', bank);
    await world.grant(nobody, 'CanCreateCustomerMessage', other);
    await world.grant(nobody, 'CanGetCustomerMessages', bank);
  });

  const create = (path: string, body: unknown = MESSAGE, token = staff.token): Promise<Answer> => world.client.post(path, body, { token });
  const count = async (): Promise<number> => (await world.client.get(pathOf(bank, customer), { token: staff.token })).body.messages.length;

  describe('the order of its checks (contract section 1.2)', () => {
    testOrder(
      [
        BREAKS.contentType(0),
        BREAKS.accept(0),
        BREAKS.malformed(1),
        BREAKS.notUtf8(1),
        BREAKS.duplicateQuery(2),
        BREAKS.anonymous(3),
        BREAKS.badToken(3),
        BREAKS.badId(4),
        BREAKS.bank(5),
        BREAKS.role(6, 'CanCreateCustomerMessage', () => nobody.token),
        BREAKS.missingField(7, 'CreateMessageJsonV400'),
        BREAKS.wrongField(7),
        BREAKS.customer(8, 'an unknown customer', () => 'no-such-customer'),
        BREAKS.customer(8, "another bank's customer", () => otherCustomer),
      ],
      () => ({
        verb: 'POST',
        path: (draft) => pathOf(draft.bank, draft.customer),
        bank,
        customer,
        query: [],
        headers: {},
        token: staff.token,
        body: { ...MESSAGE },
      }),
      () => world.client,
    );

    test('nothing was stored by any of them', async () => {
      expect(await count()).toBe(0);
    });
  });

  describe('its body', () =>
    describeBodies({
      shape: 'CreateMessageJsonV400',
      fields: ['message', 'transport', 'from_department', 'from_person'],
      path: pathOf,
    }));

  describe('ids in the body (contract section 1.2, step 4)', () => {
    test.each([
      [{ id: 'a b' }, '(id,a b)'],
      [{ user_id: 'ñ' }, '(user_id,ñ)'],
      [{ nested: [{ view_id: '/' }] }, '(view_id,/)'],
      [{ account_id: 'a'.repeat(37) }, `(account_id,${'a'.repeat(37)})`],
      [{ card_id: '?', atm_id: '#' }, '(card_id,?), (atm_id,#)'],
    ])('%j is refused', async (extra, named) => {
      const { status, body } = await create(pathOf(bank, customer), { ...MESSAGE, ...extra });
      expect([status, body.message]).toEqual([400, `OBP-10001: Incorrect json format. Here are all invalid values: List(${named})`]);
    });

    test.each([{ id: '' }, { id: 'A-z.0_9' }, { id: 'a'.repeat(36) }, { id: 5 }, { Id: 'a b' }, { not_an_id: 'a b' }])(
      '%j is not',
      async (extra) => {
        expect((await create(pathOf(bank, customer), { ...MESSAGE, ...extra })).status).toBe(201);
      },
    );
  });

  describe('where it answers', () => {
    test.each(['v4.0.0', 'v5.0.0', 'v5.1.0'])('under %s', async (version) => {
      const before = await count();
      const { status, body } = await create(pathOf(bank, customer, version));
      expect([status, body]).toEqual([201, { success: 'Success' }]);
      expect(await count()).toBe(before + 1);
    });

    test.each(['v1.4.0', 'v2.0.0', 'v2.1.0', 'v2.2.0', 'v3.0.0', 'v3.1.0', 'v4.0', '4.0.0', 'v4.0.1', 'V4.0.0', 'v6.0.0'])(
      'not under %s',
      async (version) => {
        const path = pathOf(bank, customer, version);
        const { status, body } = await create(path);
        expect([status, body.code]).toEqual([404, 404]);
        expect(body.message).toMatch(/^OBP-10404: 404 Not Found\. /);
        expect(body.message).toContain(`Current Url is (${path}), Current Content-Type Header is (application/json)`);
      },
    );

    test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('not to %s, not even with malformed JSON', async (verb) => {
      for (const rawBody of [JSON.stringify(MESSAGE), '{"broken']) {
        const headers = { 'Content-Type': 'application/json' };
        const { status, body } = await world.client.send(verb, pathOf(bank, customer), { token: staff.token, rawBody, headers });
        expect([status, body.code]).toEqual([404, 404]);
        expect(body.message).toMatch(/^OBP-10404: 404 Not Found\. /);
      }
    });

    test('malformed JSON is told on known routes only (decision 9)', async () => {
      const { status, body } = await world.client.send('POST', '/obp/v4.0.0/no/such/route', {
        rawBody: '{"broken',
        headers: { 'Content-Type': 'application/json' },
      });
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
    });

    test.each([
      ['application/json', 201],
      ['application/json;charset=utf-8', 201],
      ['application/json; charset=UTF-8', 201],
      ['Application/JSON', 201],
      ['text/json', 201],
      ['text/plain', 404],
      ['application/x-www-form-urlencoded', 404],
      ['multipart/form-data; boundary=x', 404],
      ['application/xml', 404],
      ['application/vnd.api+json', 404],
      ['json', 404],
      ['', 404],
    ])('to content type %j: %i', async (type, wanted) => {
      const headers = type === '' ? {} : { 'Content-Type': type };
      const rawBody = JSON.stringify(MESSAGE);
      const { status, body } = await world.client.send('POST', pathOf(bank, customer), { token: staff.token, rawBody, headers });
      expect(status).toBe(wanted);
      if (wanted === 404) expect(body.message).toContain(`Current Content-Type Header is (${type})`);
    });

    test.each([
      ['*/*', 201],
      ['application/json', 201],
      ['text/json', 201],
      ['application/json, text/plain, */*', 201],
      ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 201],
      ['text/html', 404],
      ['application/xml', 404],
      ['image/png, text/html', 404],
    ])('to Accept %j: %i', async (accept, wanted) => {
      const { status } = await world.client.post(pathOf(bank, customer), MESSAGE, { token: staff.token, headers: { Accept: accept } });
      expect(status).toBe(wanted);
    });
  });

  describe('ids in the path', () => {
    const long = 'a'.repeat(10_000);

    test.each([37, 44, 45, 101, 10_000])('a customer id of %i characters is an unknown one', async (length) => {
      const { status, body } = await create(pathOf(bank, 'a'.repeat(length)));
      expect([status, body.message]).toEqual([
        404,
        `OBP-30046: Customer not found. Please specify a valid value for CUSTOMER_ID.. Current CustomerId(${'a'.repeat(length)})`,
      ]);
    });

    test('so is a bank id of 10,000 characters', async () => {
      const { status, body } = await create(pathOf(long, customer));
      expect([status, body.message]).toEqual([
        404,
        `OBP-30001: Bank not found. Please specify a valid value for BANK_ID. Current BankId is ${long}`,
      ]);
    });

    test.each(["a'b", '%22;--', 'a%2Fb', '%C3%B1', '%F0%9F%98%80'.repeat(30), '..', '%20', '$1', '*'])('so is %s', async (id) => {
      const { status, body } = await create(pathOf(bank, id));
      expect([status, body.message]).toEqual([
        404,
        `OBP-30046: Customer not found. Please specify a valid value for CUSTOMER_ID.. Current CustomerId(${decodeURIComponent(id)})`,
      ]);
      expect((await create(pathOf(id, customer))).body.message).toMatch(/^OBP-30001: /);
    });

    test.each(['%', '%zz', '%ff', '%c0%af', '%ED%A0%80', 'a%00b', ''])('%j is no part of a path', async (id) => {
      for (const path of [pathOf(bank, id), pathOf(id, customer)]) {
        const { status, body } = await create(path);
        expect([status, body.code, body.message.slice(0, 9)]).toEqual([404, 404, 'OBP-10404']);
      }
    });

    test('bank and customer ids are compared as they are written', async () => {
      expect((await create(pathOf(bank.toUpperCase(), customer))).status).toBe(404);
      expect((await create(pathOf(bank, customer.toUpperCase()))).status).toBe(404);
    });
  });

  describe('the role', () => {
    test('is of use at its bank only, and the other one is of none', async () => {
      expect((await create(pathOf(bank, customer), MESSAGE, nobody.token)).status).toBe(403);
    });

    test('works as soon as it is granted', async () => {
      const late = await world.user('late');
      expect((await create(pathOf(bank, customer), MESSAGE, late.token)).status).toBe(403);
      await world.grant(late, 'CanCreateCustomerMessage', bank);
      expect((await create(pathOf(bank, customer), MESSAGE, late.token)).status).toBe(201);
    });
  });

  describe('unknown query parameters', () => {
    test.each(['?', '?&', '?&&', '?&tags=a', '?a=1&', '?a&b', '?locale=en_GB&cache-modifier=1', '?a=%zz', '?a=1&A=1', '?limit=x'])(
      'are ignored: %s',
      async (query) => {
        expect((await create(pathOf(bank, customer) + query)).status).toBe(201);
      },
    );

    test.each(['?a=1&a=2', '?a&a', '?a=1&b=2&a=1', '?&&a=1', '?locale=es_ES&locale=en_GB'])(
      'unless they are doubled: %s',
      async (query) => {
        const { status, body } = await create(pathOf(bank, customer) + query);
        expect([status, body.message.slice(0, 9)]).toEqual([400, 'OBP-09016']);
      },
    );
  });
});
