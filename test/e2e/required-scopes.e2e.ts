import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, Client } from '../support/client.js';
import { CONSUMER, type NewConsumer, newConsumer } from '../support/consumers.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const [CREATE, READ] = ['CanCreateCustomerMessage', 'CanGetCustomerMessages'];
const [ONE_BANK, ANY_BANK] = ['CanGetEntitlementsForOneBank', 'CanGetEntitlementsForAnyBank'];
const ADMINISTRATION = ['CanCreateConsumer', 'CanCreateScopeAtAnyBank', 'CanDeleteScopeAtAnyBank', 'CanGetEntitlementsForAnyUserAtAnyBank'];
/** The sandbox's, through which everybody signs in who names no other. */
const OWN = '7uy8a7e4-0000-4000-8000-5a4db0c05e00';

/** One database under each setting in turn. */
describe('with REQUIRE_SCOPES', () => {
  let service: Service;
  let drop: () => Promise<void>;
  let env: Record<string, string>;
  let client: Client;
  let world: World;
  let bank: string;
  let otherBank: string;
  let customer: string;
  let staff: WorldUser;
  let nobody: WorldUser;
  let app: NewConsumer;
  /** The staff's, through the application. */
  let token: string;

  const start = async (more: Record<string, string>, dataDir?: string): Promise<void> => {
    service = await startService({ ...env, ...more, ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) });
    client = new Client(service.url);
    world = await World.create(client, service.dataDir);
  };
  const restart = async (more: Record<string, string>): Promise<void> => {
    await service.stop();
    await start(more, service.dataDir);
    token = await client.login(staff.username, PASSWORD, app.key);
  };
  beforeAll(async () => {
    ({ env, drop } = await ownDatabase());
    await start({});
    for (const role of ADMINISTRATION) await world.grantIfMissing(world.admin, role);
    [bank, otherBank, staff, nobody] = await Promise.all([world.bank(), world.bank(), world.user('staff'), world.user('nobody')]);
    [app, customer] = await Promise.all([newConsumer(world), world.customer(bank)]);
    for (const role of [CREATE, READ]) await world.grant(staff, role, bank);
    token = await client.login(staff.username, PASSWORD, app.key);
  });
  afterAll(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });

  const seen = ({ status, body }: Answer): unknown[] => (status < 300 ? [status] : [status, body.message]);
  const missing = (...roles: string[]): unknown[] => [
    403,
    `OBP-20006: User is missing one or more roles: ${roles.join(' or ')} for BankId(${bank}).`,
  ];
  const messages = (): string => `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
  const send = (by = token): Promise<Answer> => client.post(messages(), MESSAGE, { token: by });
  const read = (by = token): Promise<Answer> => client.get(messages(), { token: by });
  const batch = async (): Promise<Answer> =>
    client.post(`/messaging/v1/banks/${bank}/messages`, [{ customer_id: customer, ...MESSAGE }], { token });
  const give = async (role: string, bankId = '', consumerId = app.consumerId): Promise<string> => {
    const body = { bank_id: bankId, role_name: role };
    const answer = await client.post(`/obp/v4.0.0/consumers/${consumerId}/scopes`, body, { token: world.admin.token });
    expect(answer.status).toBe(201);
    return answer.body.scope_id;
  };
  const take = async (scopeId: string): Promise<void> => {
    const path = `/obp/v4.0.0/consumers/${app.consumerId}/scope/${scopeId}`;
    expect((await client.delete(path, { token: world.admin.token })).status).toBe(200);
  };
  /** What the documentation of every operation with scopes says, and that of no other. */
  async function documented(locale: string, setting: string): Promise<void> {
    const { body } = await client.get(`/obp/v4.0.0/resource-docs/v4.0.0/obp?locale=${locale}`);
    const docs = body.resource_docs as { operation_id: string; description: string; description_markdown: string }[];
    const saying = docs.filter(({ description_markdown: text }) => text.includes(setting));
    expect(saying.map(({ operation_id: id }) => id).sort()).toEqual(['OBPv3.0.0-deleteScope', 'OBPv3.0.0-getScopes', 'OBPv4.0.0-addScope']);
    for (const { description } of saying) expect(description).toContain(locale === 'es_ES' ? 'Aquí ' : 'Here ');
  }

  test('none: the roles of the user are enough, and the documentation says so', async () => {
    expect(seen(await send())).toEqual([201]);
    expect(seen(await read(nobody.token))).toEqual(missing(READ));
    await documented('en_GB', 'REQUIRE_SCOPES=none');
    await documented('es_ES', 'REQUIRE_SCOPES=none');
  });

  describe('listed', () => {
    beforeAll(() => restart({ REQUIRE_SCOPES: 'listed', SCOPED_ROLES: `${CREATE}, ${ONE_BANK}` }));

    test('what asks for a listed role needs user and application, at that bank; all else the user alone', async () => {
      expect(seen(await read())).toEqual([200]);
      expect(seen(await send())).toEqual(missing(CREATE));
      expect(seen(await batch())).toEqual(missing(CREATE));
      await give(CREATE, otherBank);
      await give(READ, bank);
      expect(seen(await send())).toEqual(missing(CREATE));
      const scope = await give(CREATE, bank);
      expect(seen(await send())).toEqual([201]);
      expect(seen(await batch())).toEqual([207]);
      const through = await client.login(nobody.username, PASSWORD, app.key);
      expect(seen(await send(through))).toEqual(missing(CREATE));
      expect(seen(await send(staff.token))).toEqual(missing(CREATE)); // through the sandbox's application
      expect(seen(await read(staff.token))).toEqual([200]);
      await take(scope);
      expect(seen(await send())).toEqual(missing(CREATE));
    });

    test('of alternatives the user may hold one and the application another', async () => {
      const list = (): Promise<Answer> => client.get(`/obp/v4.0.0/banks/${bank}/entitlements`, { token });
      await world.grant(staff, ONE_BANK, bank);
      expect(seen(await list())).toEqual(missing(ONE_BANK, ANY_BANK));
      await give(ANY_BANK);
      expect(seen(await list())).toEqual([200]);
    });

    test('the documentation names the roles', async () => {
      for (const locale of ['en_GB', 'es_ES']) await documented(locale, `REQUIRE_SCOPES=listed\`): ${CREATE}, ${ONE_BANK}.`);
    });
  });

  describe('all', () => {
    beforeAll(async () => {
      for (const role of ['CanCreateScopeAtAnyBank', 'CanDeleteScopeAtAnyBank']) await give(role, '', OWN);
      await restart({ REQUIRE_SCOPES: 'all' });
    });

    test('every role needs a scope, the role of giving scopes too', async () => {
      expect(seen(await send())).toEqual(missing(CREATE));
      const made = await client.post(
        '/obp/v4.0.0/management/consumers',
        { ...CONSUMER, app_name: 'Another' },
        { token: world.admin.token },
      );
      expect(seen(made)).toEqual([403, 'OBP-20006: User is missing one or more roles: CanCreateConsumer']);
      const scope = await give(CREATE, bank);
      expect(seen(await send())).toEqual([201]);
      await take(scope);
      expect(seen(await send())).toEqual(missing(CREATE));
    });

    test('who adds scopes through another application needs its scope', async () => {
      const through = await client.login('sandbox.admin', 'Sandbox-Admin-2026', app.key);
      for (const version of ['v3.0.0', 'v4.0.0']) {
        const path = `/obp/${version}/consumers/${app.consumerId}/scopes`;
        const answer = await client.post(path, { bank_id: bank, role_name: 'CanGetCustomers' }, { token: through });
        expect(seen(answer)).toEqual([403, expect.stringMatching(/^OBP-20006: .*CanCreateScopeAtAnyBank/)]);
      }
    });

    test('what asks for no role needs none, and the documentation says so', async () => {
      expect(seen(await client.get('/obp/v4.0.0/users/current', { token }))).toEqual([200]);
      expect(seen(await client.get('/obp/v4.0.0/banks'))).toEqual([200]);
      await documented('en_GB', 'REQUIRE_SCOPES=all');
      await documented('es_ES', 'REQUIRE_SCOPES=all');
    });
  });
});
