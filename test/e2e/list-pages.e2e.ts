import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, shared } from '../support/client.js';
import { newConsumer, type NewConsumer } from '../support/consumers.js';
import { databaseKind } from '../support/databases.mjs';
import { sql } from '../support/sql.js';
import { World, type WorldUser } from '../support/world.js';

/** Lists that OBP gives as a whole and that are not of messages or customers: they are whole up to 1,000, and then in pages. */
describe('a list that is whole if it is short', () => {
  let world: World;
  let holder: WorldUser;
  let registrar: WorldUser;
  let bank: string;
  let scoped: NewConsumer;
  const email = (): string => `many.${world.run}@example.com`;

  const get = (path: string, token = world.admin.token): Promise<Answer> => world.client.get(path, { token });
  const post = async (path: string, body: object, token = world.admin.token): Promise<void> => {
    const { status, body: answer } = await world.client.post(path, body, { token });
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  };

  beforeAll(async () => {
    world = await World.create();
    for (const role of [
      ...['CanGetEntitlementsForAnyUserAtAnyBank', 'CanGetEntitlementsForAnyBank', 'CanGetEntitlementRequestsAtAnyBank', 'CanGetAnyUser'],
      ...['CanCreateConsumer', 'CanGetConsumers', 'CanCreateScopeAtAnyBank', 'CanGetAuditRecords'],
    ])
      await world.grantIfMissing(world.admin, role);
    bank = await world.bank();
    [holder, registrar] = [await world.user('holder'), await world.user('registrar')];
    for (const role of ['CanGetCustomer', 'CanGetCustomers', 'CanCreateCustomer', 'CanCreateCustomerMessage', 'CanGetCustomerMessages'])
      await world.grant(holder, role, bank);
    for (const one of [bank, await world.bank(), await world.bank()]) await world.grant(holder, 'CanReadDynamicResourceDocsAtOneBank', one);
    for (const role_name of ['CanReadGlossary', 'CanGetAnyUser', 'CanCreateBank'])
      await post('/obp/v3.0.0/entitlement-requests', { bank_id: '', role_name }, holder.token);
    scoped = await newConsumer(world);
    for (const role_name of ['CanReadGlossary', 'CanGetAnyUser', 'CanCreateBank'])
      await post(`/obp/v3.0.0/consumers/${scoped.consumerId}/scopes`, { bank_id: '', role_name });
    await world.grant(registrar, 'CanCreateConsumer');
    for (let made = 0; made < 3; made++) await newConsumer({ run: `${world.run}${made}`, client: world.client, admin: registrar } as World);
    for (const name of ['first', 'second', 'third'])
      await post('/obp/v4.0.0/users', {
        email: email(),
        username: `${name}.${world.run}`,
        password: 'World-Pass-2026!',
        first_name: name,
        last_name: 'x',
      });
  });

  /** Keyed by name: the path of each list, and whose token reads it. */
  const LISTS: Record<string, () => [path: string, token?: string]> = {
    "a user's roles, v2.0.0": () => [`/obp/v2.0.0/users/${holder.userId}/entitlements`],
    "a user's roles, v4.0.0": () => [`/obp/v4.0.0/users/${holder.userId}/entitlements`],
    "a user's roles at a bank": () => [`/obp/v2.1.0/banks/${bank}/users/${holder.userId}/entitlements`],
    "one's own roles": () => ['/obp/v3.0.0/my/entitlements', holder.token],
    'roles at a bank': () => [`/obp/v4.0.0/banks/${bank}/entitlements`],
    'holders of a role': () => ['/obp/v3.1.0/entitlements?role=CanReadDynamicResourceDocsAtOneBank'],
    spaces: () => ['/obp/v4.0.0/my/spaces', holder.token],
    "a user's requests": () => [`/obp/v3.0.0/users/${holder.userId}/entitlement-requests`],
    "one's own requests": () => ['/obp/v3.0.0/my/entitlement-requests', holder.token],
    scopes: () => [`/obp/v3.0.0/consumers/${scoped.consumerId}/scopes`],
    "one's own applications": () => ['/obp/v3.1.0/management/users/current/consumers', registrar.token],
    'users with an address': () => [`/obp/v4.0.0/users/email/${email()}/terminator`],
  };

  const rowsOf = ({ body }: Answer): unknown[] => Object.values(body as object)[0] as unknown[];
  const nextOf = ({ headers }: Answer): string | undefined => /^<(.+)>; rel="next"$/.exec(String(headers.link))?.[1];
  const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

  test.each(Object.entries(LISTS))('%s', async (_name, at) => {
    const [path, token] = at();
    // Other files give roles meanwhile, of which a list of all holders tells: then it is read anew.
    for (let isSteady = false; !isSteady;) {
      const whole = await get(path, token);
      const rows = rowsOf(whole);
      expect([whole.status, whole.headers.link, whole.headers.range]).toEqual([200, undefined, undefined]);
      expect(rows.length).toBeGreaterThanOrEqual(3);

      const walked: unknown[] = [];
      for (let url: string | undefined = withQuery(path, 'limit=2'); url !== undefined;) {
        const page: Answer = await get(url, token);
        expect([page.status, page.headers.range]).toEqual([200, `items=${walked.length}-2`]);
        walked.push(...rowsOf(page));
        url = nextOf(page)?.slice(world.client.base.length);
      }
      const [reversed, second, again] = [
        await get(withQuery(path, 'sort_direction=ASC'), token),
        await get(withQuery(path, 'offset=1&limit=1'), token),
        await get(path, token),
      ];
      isSteady = JSON.stringify(rowsOf(again)) === JSON.stringify(rows);
      if (isSteady) expect([walked, rowsOf(reversed), rowsOf(second)]).toEqual([rows, rows.toReversed(), [rows[1]]]);
    }
    expect((await get(withQuery(path, 'limit=5000'), token)).headers.range).toBe('items=0-1000');
    const wrong = await get(withQuery(path, 'limit=0'), token);
    expect([wrong.status, wrong.body.message]).toEqual([400, expect.stringMatching(/^OBP-10016: .* <- OBP-10025: /)]);
  });

  test.each([
    '/obp/v2.0.0/entitlements',
    '/obp/v3.1.0/entitlements',
    '/obp/v3.0.0/entitlement-requests',
    '/obp/v4.0.0/users',
    '/obp/v3.1.0/management/consumers',
    '/messaging/v1/audit-records',
  ])('of everybody has pages: %s', async (path) => {
    const first = await get(`${path}?limit=2&to_date=2999-01-01T00:00:00Z`);
    expect([first.status, first.headers.range, rowsOf(first).length]).toEqual([200, 'items=0-2', 2]);
    expect(nextOf(first)).toMatch(/\?limit=2&to_date=2999-01-01T00%3A00%3A00Z&offset=2$/);
  });

  test('of a super admin begins with what makes one, on the first page alone', async () => {
    const path = `/obp/v4.0.0/users/${world.admin.userId}/entitlements`;
    // All files share this one: where another gives a role meanwhile, the list is read anew.
    for (let isSteady = false; !isSteady;) {
      const all = rowsOf(await get(path));
      const pages = [];
      for (const offset of [0, 1, 2]) pages.push(await get(`${path}?limit=1&offset=${offset}`));
      const behind = await get(`${path}?offset=${all.length}`);
      isSteady = JSON.stringify(rowsOf(await get(path))) === JSON.stringify(all);
      if (!isSteady) continue;
      expect(all[0]).toEqual({ entitlement_id: '', role_name: 'SuperAdmin', bank_id: '' });
      expect(pages.map((page) => [rowsOf(page), nextOf(page) !== undefined])).toEqual([0, 1, 2].map((offset) => [[all[offset]], true]));
      expect(rowsOf(behind)).toEqual([]);
    }
  });

  // A thousand are made by SQL.
  const onServer = databaseKind() === 'postgres' ? test : test.skip;
  onServer('is never longer than a thousand, nor are the roles in the answer about a user', async () => {
    const user = await world.user('many');
    await sql(
      shared().databaseUrl ?? '',
      `INSERT INTO entitlements (entitlement_id, user_id, bank_id, role_name)
       SELECT '7fffffff-ffff-7fff-8000-' || lpad(n::text, 12, '0'), $1, 'b' || n, 'CanGetCustomer' FROM generate_series(1, 1001) n`,
      [user.userId],
    );
    const first = await get(`/obp/v4.0.0/users/${user.userId}/entitlements`);
    expect(rowsOf(first)).toHaveLength(1_000);
    expect(rowsOf(await get((nextOf(first) ?? '').slice(world.client.base.length)))).toEqual([expect.objectContaining({ bank_id: 'b1' })]);
    const { body } = await get('/obp/v3.0.0/users/current', user.token);
    expect(body.entitlements.list).toHaveLength(1_000);
    expect(body.entitlements.list[0].bank_id).toBe('b1001');
    await sql(shared().databaseUrl ?? '', 'DELETE FROM entitlements WHERE user_id = $1', [user.userId]);
  });
});
