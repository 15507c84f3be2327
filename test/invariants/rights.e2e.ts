import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const VERSIONS = ['1.4.0', '2.0.0', '2.1.0', '2.2.0', '3.0.0', '3.1.0', '4.0.0', '5.0.0', '5.1.0'];

/** The one operation that ends what the caller calls with. */
const SIGN_OUT = '/messaging/v1/me/sessions/current';

interface Schema {
  $ref?: string;
  type?: string;
  example?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** A body as the documentation shows it. */
function exampleOf(document: OpenApi, schema: Schema): unknown {
  if (schema.$ref !== undefined) return exampleOf(document, document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.example !== undefined) return schema.example;
  if (schema.properties !== undefined)
    return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, exampleOf(document, inner)]));
  return schema.items === undefined ? 'x' : [exampleOf(document, schema.items)];
}

/** The same body, asking for the most: whatever names a user names the caller, whatever names a role a powerful one. */
function greedy(body: unknown, wish: Record<string, unknown>): unknown {
  if (Array.isArray(body)) return body.map((one) => greedy(one, wish));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, name in wish ? wish[name] : greedy(value, wish)]));
}

describe('nobody raises their own rights', () => {
  let world: World;
  let user: WorldUser;
  let bank: string;
  let values: Record<string, string>;

  beforeAll(async () => {
    world = await World.create();
    [user, bank] = await Promise.all([world.user('ambitious'), world.bank()]);
    await world.grantIfMissing(world.admin, 'CanGetEntitlementsForAnyUserAtAnyBank');
    const victim = await world.user('victim');
    values = {
      BANK_ID: bank,
      CUSTOMER_ID: await world.customer(bank),
      USER_ID: user.userId,
      USERNAME: user.username,
      PROVIDER: 'customer-messages',
      EMAIL: `${user.username}@example.com`,
      ENTITLEMENT_ID: await world.grant(victim, 'CanCreateEntitlementAtAnyBank'),
    };
  });

  /** What would be a success of the caller: as the caller sees it, as an administrator does, and as the service acts. */
  async function expectNothingGained(after: string): Promise<void> {
    const { body: mine } = await world.client.get('/obp/v4.0.0/my/entitlements', user);
    const { body: seen } = await world.client.get(`/obp/v4.0.0/users/${user.userId}/entitlements`, world.admin);
    const grant = await world.client.post(
      `/obp/v4.0.0/users/${user.userId}/entitlements`,
      { bank_id: '', role_name: 'CanGetAnyUser' },
      user,
    );
    expect({ after, mine, seen, granting: grant.status }).toEqual({ after, mine: { list: [] }, seen: { list: [] }, granting: 403 });
  }

  test.each(VERSIONS)('through any operation of v%s', async (version) => {
    const { body: document } = await world.client.get<OpenApi>(`/openapi/v${version}.json`);
    const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => ({ path, verb: verb.toUpperCase(), operation })),
    );
    const changing = operations.filter(({ verb }) => verb !== 'GET');
    expect(changing.length).toBeGreaterThan(0);
    for (const { path, verb, operation } of changing) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      const example = schema === undefined ? {} : exampleOf(document, schema);
      const common = {
        user_id: user.userId,
        customer_id: values.CUSTOMER_ID,
        created_by_user_id: user.userId,
        username: `another.${world.run}.${version}`,
        password: PASSWORD,
        current_password: PASSWORD,
        new_password: PASSWORD,
        is_super_admin: true,
      };
      const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? user.userId);
      for (const wish of [
        { ...common, role_name: 'CanCreateEntitlementAtAnyBank', bank_id: '' },
        { ...common, role_name: 'CanCreateEntitlementAtOneBank', bank_id: bank },
      ]) {
        const extra =
          typeof example === 'object' && !Array.isArray(example) ? { is_super_admin: true, isSuperAdmin: true, ...example } : example;
        const answer: Answer = await world.client.send(verb, filled, { token: user.token, body: greedy(extra, wish) });
        expect([verb, filled, answer.status < 500]).toEqual([verb, filled, true]);
        // Who signed out is refused everything, which would prove nothing about what follows.
        if (filled === SIGN_OUT) user = { ...user, token: await world.client.login(user.username, PASSWORD, world.consumerKey) };
      }
      await expectNothingGained(`${verb} ${filled}`);
    }
  });

  test('who may grant at one bank grants neither at another nor for all', async () => {
    const [delegate, friend, otherBank] = await Promise.all([world.user('delegate'), world.user('friend'), world.bank()]);
    await world.grant(delegate, 'CanCreateEntitlementAtOneBank', bank);
    const grant = async (to: WorldUser, role: string, at: string): Promise<number> =>
      (await world.client.post(`/obp/v4.0.0/users/${to.userId}/entitlements`, { bank_id: at, role_name: role }, delegate)).status;

    expect(await grant(friend, 'CanCreateCustomerMessage', bank)).toBe(201);
    for (const to of [delegate, friend]) {
      expect(await grant(to, 'CanCreateCustomerMessage', otherBank)).toBe(403);
      expect(await grant(to, 'CanCreateEntitlementAtOneBank', otherBank)).toBe(403);
      expect(await grant(to, 'CanCreateEntitlementAtAnyBank', '')).toBe(403);
      expect(await grant(to, 'CanGetAnyUser', '')).toBe(403);
      expect(await grant(to, 'CanGetAnyUser', bank)).toBe(400);
    }
    const { body } = await world.client.get('/obp/v4.0.0/my/entitlements', friend);
    expect(body.list).toEqual([expect.objectContaining({ role_name: 'CanCreateCustomerMessage', bank_id: bank })]);
  });

  test('a granter whose own role is taken grants no more', async () => {
    const [delegate, friend] = await Promise.all([world.user('delegate'), world.user('friend')]);
    const id = await world.grant(delegate, 'CanCreateEntitlementAtAnyBank');
    await world.grantIfMissing(world.admin, 'CanDeleteEntitlementAtAnyBank');
    const grant = async (role: string): Promise<number> =>
      (await world.client.post(`/obp/v4.0.0/users/${friend.userId}/entitlements`, { bank_id: '', role_name: role }, delegate)).status;
    expect(await grant('CanReadGlossary')).toBe(201);
    expect((await world.client.delete(`/obp/v4.0.0/users/${delegate.userId}/entitlement/${id}`, world.admin)).status).toBe(204);
    expect(await grant('CanGetAnyUser')).toBe(403);
  });
});
