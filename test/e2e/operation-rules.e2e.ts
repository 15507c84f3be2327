import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Call, Client } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const CREATE = 'OBPv4.0.0-createCustomerMessage';
const ADD = 'OBPv1.4.0-addCustomerMessage';
const SMS_ONLY = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Message',
  description: 'Only SMS',
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string', minLength: 3 }, transport: { type: 'string', enum: ['SMS'] } },
};
const FAX = { ...MESSAGE, transport: 'FAX' };
const VIOLATED =
  'OBP-09014: Incorrect request body Format, it should be a valid json that matches Validation rule. $.transport: must be one of ["SMS"]';
const ROLES = [
  'CanCreateJsonSchemaValidation',
  'CanUpdateJsonSchemaValidation',
  'CanDeleteJsonSchemaValidation',
  'CanCreateAuthenticationTypeValidation',
  'CanUpdateAuthenticationTypeValidation',
  'CanDeleteAuthenticationValidation',
];

/** Rules concern everybody who calls an operation, so these tests have a service of their own. */
describe('rules of an operation', () => {
  let service: Service;
  let drop: () => Promise<void>;
  let world: World;
  let staff: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let customer: string;
  const rules: string[] = [];

  beforeAll(async () => {
    const own = await ownDatabase();
    drop = own.drop;
    service = await startService(own.env);
    world = await World.create(new Client(service.url), service.dataDir);
    [staff, nobody, bank] = await Promise.all([world.user('staff'), world.user('nobody'), world.bank()]);
    customer = await world.customer(bank);
    await world.link(bank, nobody, customer);
    for (const role of ROLES) await world.grant(world.admin, role);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  });
  afterEach(async () => {
    for (const path of rules.splice(0)) await world.client.delete(path, { token: world.admin.token });
  });
  afterAll(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });

  const seen = ({ status, body }: Answer): [number, string] => [status, String((body as { message?: string }).message)];
  const startsWith = (status: number, code: string): unknown[] => [status, expect.stringMatching(new RegExp(`^${code}`))];

  async function rule(path: string, body: unknown): Promise<void> {
    const { status } = await world.client.post(path, body, { token: world.admin.token });
    expect(status).toBe(201);
    rules.push(path);
  }
  const schemaPath = (operation: string): string => `/obp/v4.0.0/management/json-schema-validations/${operation}`;
  const typesPath = (operation: string): string => `/obp/v4.0.0/management/authentication-type-validations/${operation}`;
  const setSchema = (operation: string, schema: unknown = SMS_ONLY): Promise<void> => rule(schemaPath(operation), schema);
  const allowTypes = (operation: string, ...types: string[]): Promise<void> => rule(typesPath(operation), types);

  const messages = (at = bank, to = customer, version = 'v4.0.0'): string => `/obp/${version}/banks/${at}/customers/${to}/messages`;
  const messagesV1 = (at = bank, to = customer, version = 'v1.4.0'): string => `/obp/${version}/banks/${at}/customer/${to}/messages`;
  const as = (user: WorldUser): Call => ({ token: user.token });
  const post = (path: string, body: unknown, call: Call = as(staff)): Promise<Answer> => world.client.post(path, body, call);

  describe('a JSON schema', () => {
    test('refuses what violates it, and nothing of it is stored', async () => {
      const { body: before } = await world.client.get(messages(), as(staff));
      await setSchema(CREATE);
      expect(seen(await post(messages(), FAX))).toEqual([400, VIOLATED]);
      expect(seen(await post(messages(), { transport: 'FAX' }))[1]).toMatch(/\$\.message: is missing; \$\.transport: must be one of/);
      expect((await world.client.get(messages(), as(staff))).body).toEqual(before);
      expect((await post(messages(), MESSAGE)).status).toBe(201);
    });

    test('follows authentication, ids, bank and role, and goes before body and customer', async () => {
      await setSchema(CREATE);
      const wrong = { ...FAX, bank_id: 'no id!' };
      expect(seen(await post(messages('none'), wrong, {}))).toEqual(startsWith(401, 'OBP-20001'));
      expect(seen(await post(messages('none'), wrong, as(nobody)))).toEqual(
        startsWith(400, 'OBP-10001: Incorrect json format. Here are all'),
      );
      expect(seen(await post(messages('none'), FAX, as(nobody)))).toEqual(startsWith(404, 'OBP-30001'));
      expect(seen(await post(messages(), FAX, as(nobody)))).toEqual(startsWith(403, 'OBP-20006'));
      expect(seen(await post(messages(bank, 'none'), { transport: 'FAX', message: 'long enough' }))).toEqual([400, VIOLATED]);
      expect(seen(await post(messages(bank, 'none'), { message: 'long enough' }))).toEqual(startsWith(400, 'OBP-10001'));
      expect(seen(await post(messages(bank, 'none'), MESSAGE))).toEqual(startsWith(404, 'OBP-30046'));
    });

    test('is held against the body as it came', async () => {
      expect((await post(messages(), { ...MESSAGE, message: 12345 })).status).toBe(201);
      expect((await post(messages(), [MESSAGE])).status).toBe(201);
      await setSchema(CREATE);
      expect(seen(await post(messages(), { ...MESSAGE, message: 12345 }))[1]).toMatch(/ \$\.message: must be string$/);
      expect(seen(await post(messages(), [MESSAGE]))[1]).toMatch(/ \$: must be object$/);
      expect(seen(await post(messages(), null))[1]).toMatch(/ \$: must be object$/);
      const empty = await world.client.send('POST', messages(), { ...as(staff), headers: { 'Content-Type': 'application/json' } });
      expect(seen(empty)[1]).toMatch(/ \$: must be object$/);
    });

    test('holds for the operation under every version, and for no other operation', async () => {
      await setSchema(CREATE);
      expect(seen(await post(messages(bank, customer, 'v5.1.0'), FAX))).toEqual([400, VIOLATED]);
      expect((await world.client.get(messages(), as(staff))).status).toBe(200);
      expect((await post(messagesV1(), FAX)).status).toBe(201);
    });

    test('counts decimals as decimals, as the body writes them, also in a batch', async () => {
      const priced = (price: object): object => ({
        ...SMS_ONLY,
        properties: { ...SMS_ONLY.properties, price: { type: 'number', ...price } },
      });
      const json = { 'Content-Type': 'application/json' };
      const sent = async (price: string): Promise<[number, string]> => {
        const rawBody = JSON.stringify({ ...MESSAGE, price: 'PRICE' }).replace('"PRICE"', price);
        const single = seen(await world.client.send('POST', messages(), { ...as(staff), headers: json, rawBody }));
        const batch = `[${rawBody.replace('{', `{"customer_id":"${customer}",`)}]`;
        const answer = await world.client.send('POST', `/messaging/v1/banks/${bank}/messages`, {
          ...as(staff),
          headers: json,
          rawBody: batch,
        });
        const [{ status, message }] = answer.body.results;
        expect([status, String(message)]).toEqual(single[0] === 201 ? [201, 'undefined'] : single);
        return single;
      };
      await setSchema(CREATE, priced({ multipleOf: 0.01, maximum: 9007199254740992 }));
      for (const price of ['19.99', '-4.35', '0', '1e-2', '1.10', '9007199254740992'])
        expect([price, (await sent(price))[0]]).toEqual([price, 201]);
      for (const price of ['19.999', '1e-7', '0.010000000000000000001'])
        expect(await sent(price)).toEqual([400, expect.stringMatching(/ \$\.price: must be multiple of 0\.01$/)]);
      expect(await sent('9007199254740993')).toEqual([400, expect.stringMatching(/ \$\.price: must be <= 9007199254740992$/)]);
      const changed = await world.client.put(schemaPath(CREATE), priced({ multipleOf: 1e-7, exclusiveMinimum: 1e-7 }), as(world.admin));
      expect(changed.status).toBe(200);
      for (const price of ['3e-7', '19.9900001', '1E2']) expect([price, (await sent(price))[0]]).toEqual([price, 201]);
      for (const price of ['1e-7', '3.5e-7', '1e-300']) expect([price, (await sent(price))[0]]).toEqual([price, 400]);
    });

    test('of the single create holds for each message of a batch, without its customer', async () => {
      const wanted = { ...SMS_ONLY, maxProperties: Object.keys(MESSAGE).length };
      await setSchema(CREATE, wanted);
      const batch = [MESSAGE, FAX].map((message) => ({ customer_id: customer, ...message }));
      const { status, body } = await post(`/messaging/v1/banks/${bank}/messages`, batch);
      expect([status, body.results]).toEqual([
        207,
        [
          { status: 201, message_id: expect.any(String) },
          { status: 400, message: VIOLATED },
        ],
      ]);
    });

    test('of a v1.4.0 operation follows authentication, and goes before body and bank', async () => {
      await setSchema(ADD);
      for (const version of ['v1.4.0', 'v4.0.0'])
        expect(seen(await post(messagesV1('none', 'none', version), FAX))).toEqual([400, VIOLATED]);
      expect(seen(await post(messagesV1('none'), { message: 'long enough' }))).toEqual(
        startsWith(400, 'OBP-10001: Incorrect json format. The Json body'),
      );
      expect(seen(await post(messagesV1('none'), MESSAGE))).toEqual(startsWith(404, 'OBP-30001'));
      expect((await post(messagesV1(), MESSAGE, as(nobody))).status).toBe(201);
      // OBP-API validates bodies of anonymous callers too (contract section 1.4, step 2); here they learn nothing.
      expect(seen(await post(messagesV1(), FAX, {}))).toEqual(startsWith(401, 'OBP-20001'));
    });

    test('of an operation that is open to anybody is held against bodies of anybody', async () => {
      await setSchema('OBPv2.0.0-createUser');
      expect(seen(await post('/obp/v4.0.0/users', { username: 'x' }, {}))[1]).toMatch(/^OBP-09014: .* \$\.message: is missing$/);
    });

    test('can be changed and deleted, with effect on the next request', async () => {
      await setSchema(CREATE);
      expect((await post(messages(), FAX)).status).toBe(400);
      const faxOnly = { ...SMS_ONLY, properties: { ...SMS_ONLY.properties, transport: { type: 'string', const: 'FAX' } } };
      expect((await world.client.put(schemaPath(CREATE), faxOnly, { token: world.admin.token })).status).toBe(200);
      expect((await post(messages(), FAX)).status).toBe(201);
      expect(seen(await post(messages(), MESSAGE))[1]).toMatch(/ \$\.transport: must be "FAX"$/);
      expect((await world.client.delete(schemaPath(CREATE), { token: world.admin.token })).status).toBe(200);
      expect((await post(messages(), MESSAGE)).status).toBe(201);
    });

    test('and a body too large for it are answered in time', async () => {
      const unique = { ...SMS_ONLY, properties: { ...SMS_ONLY.properties, more: { type: 'array', uniqueItems: true } } };
      await setSchema(CREATE, unique);
      const start = performance.now();
      const large = { ...MESSAGE, more: Array.from({ length: 21_000 }, () => ({})) };
      expect(seen(await post(messages(), large))[1]).toMatch(/ \$: is too large to be held against the schema$/);
      expect(performance.now() - start).toBeLessThan(5_000);
    });
  });

  describe('allowed ways to authenticate', () => {
    const refusal = (type: string, ...allowed: string[]): [number, string] => [
      400,
      `OBP-40034: Current request authentication type is illegal.  allowed authentication types: [${allowed.join(', ')}], current request auth type: ${type}`,
    ];

    test('are asked for before everything else, whether the credentials are good or not', async () => {
      await allowTypes(CREATE, 'OAuth1.0a', 'OAuth2_OIDC');
      const refused = refusal('DirectLogin', 'OAuth1.0a', 'OAuth2_OIDC');
      expect(seen(await post(messages(), MESSAGE))).toEqual(refused);
      expect(seen(await post(`${messages('none')}?a=1&a=2`, 7, { token: 'bad' }))).toEqual(refused);
      expect(seen(await post(messages(), MESSAGE, { headers: { Authorization: 'DirectLogin token="bad"' } }))).toEqual(refused);
    });

    test('do not concern anonymous callers, and authentication follows', async () => {
      await allowTypes(CREATE, 'DirectLogin');
      expect(seen(await post(messages(), MESSAGE, {}))).toEqual(startsWith(401, 'OBP-20001'));
      expect(seen(await post(messages(), MESSAGE, { headers: { Authorization: 'Basic dTpw' } }))).toEqual(startsWith(401, 'OBP-20080'));
      expect(seen(await post(messages(), MESSAGE, { token: 'bad' }))).toEqual(startsWith(401, 'OBP-20003'));
      expect((await post(messages(), MESSAGE)).status).toBe(201);
    });

    test.each<[Record<string, string>, string]>([
      [{ Authorization: 'OAuth oauth_token="x"' }, 'OAuth1.0a'],
      [{ Authorization: 'Bearer x' }, 'OAuth2_OIDC'],
      [{ Authorization: 'Bearer x', 'PSD2-CERT': 'x' }, 'OAuth2_OIDC_FAPI'],
      [{ Authorization: 'GatewayLogin token="x"' }, 'GatewayLogin'],
      [{ DAuth: 'x' }, 'DAuth'],
      [{ Authorization: 'oauth oauth_token="x"' }, 'OAuth1.0a'],
      [{ Authorization: 'BEARER x' }, 'OAuth2_OIDC'],
      [{ Authorization: 'dpop x' }, 'OAuth2_OIDC'],
    ])('tell %j from the headers', async (headers, type) => {
      await allowTypes(CREATE, 'DirectLogin');
      expect(seen(await post(messages(), MESSAGE, { headers }))).toEqual(refusal(type, 'DirectLogin'));
    });

    test('are not told from letters in a token or in quotes', async () => {
      await allowTypes(CREATE, 'DirectLogin', 'OAuth1.0a');
      for (const [headers, code] of [
        [{ Authorization: 'DirectLogin token="xBearerxGatewayLogin"' }, 'OBP-20003'],
        [{ Authorization: 'OAuth realm="Bearer, GatewayLogin DPoP"' }, 'OBP-98100'],
      ] as const)
        expect(seen(await post(messages(), MESSAGE, { headers }))).toEqual(startsWith(401, code));
    });

    test('are asked of each kind of credentials that a request carries', async () => {
      await allowTypes(CREATE, 'DirectLogin');
      const both = { ...as(staff), headers: { Authorization: `Bearer ${staff.token}` } };
      expect(seen(await post(messages(), MESSAGE, both))).toEqual(refusal('OAuth2_OIDC', 'DirectLogin'));
      await world.client.put(typesPath(CREATE), ['GatewayLogin'], { token: world.admin.token });
      const decoy = { ...as(staff), headers: { Authorization: 'GatewayLogin token="x"' } };
      expect(seen(await post(messages(), MESSAGE, decoy))).toEqual(refusal('DirectLogin', 'GatewayLogin'));
    });

    test('hold for reading too, and for operations that are open to anybody', async () => {
      await allowTypes('OBPv4.0.0-getCustomerMessages', 'OAuth2_OIDC');
      await allowTypes('OBPv4.0.0-getBank', 'OAuth2_OIDC');
      expect(seen(await world.client.get(messages(), as(staff)))).toEqual(refusal('DirectLogin', 'OAuth2_OIDC'));
      // A token of ours is one of DirectLogin, whatever its header looks like (decision 46).
      const bearer = { headers: { Authorization: `Bearer ${staff.token}` } };
      expect(seen(await world.client.get(messages(), bearer))).toEqual(refusal('DirectLogin', 'OAuth2_OIDC'));
      expect(seen(await world.client.get(`/obp/v4.0.0/banks/${bank}`, as(staff)))).toEqual(refusal('DirectLogin', 'OAuth2_OIDC'));
      expect((await world.client.get(`/obp/v4.0.0/banks/${bank}`)).status).toBe(200);
    });

    test('go before the JSON schema', async () => {
      await allowTypes(CREATE, 'DAuth');
      await setSchema(CREATE);
      expect(seen(await post(messages(), FAX))).toEqual(refusal('DirectLogin', 'DAuth'));
    });
  });
});
