import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const told = ({ status, body }: Answer): [number, unknown] => [status, body?.message];
const NEW_USER = { email: 'a@example.com', username: 'new.user.name', password: PASSWORD, first_name: 'A', last_name: 'B' };

describe('users', () => {
  let world: World;
  let user: WorldUser;
  let admin: { token: string };
  let common: object;
  let bank: string;
  let held: object[];

  beforeAll(async () => {
    world = await World.create();
    [user, bank] = await Promise.all([world.user('somebody'), world.bank()]);
    const reader = await world.user('reader');
    await world.grant(reader, 'CanGetAnyUser');
    await world.grant(reader, 'CanGetAuditRecords');
    admin = { token: reader.token };
    const first = await world.grant(user, 'CanGetCustomer', bank);
    const second = await world.grant(user, 'CanCreateCustomer', bank);
    held = [
      { entitlement_id: second, role_name: 'CanCreateCustomer', bank_id: bank },
      { entitlement_id: first, role_name: 'CanGetCustomer', bank_id: bank },
    ];
    common = {
      user_id: user.userId,
      email: `${user.username}@example.com`,
      provider_id: user.username,
      provider: 'customer-messages',
      username: user.username,
      entitlements: { list: held },
    };
  });

  const get = (path: string, call: { token?: string } = admin): Promise<Answer> => world.client.get(path, call);
  /** As text: the order of fields counts. */
  const text = async (answering: Promise<Answer>): Promise<string> => {
    const { status, body } = await answering;
    expect(status).toBe(200);
    return JSON.stringify(body);
  };
  const state = { is_deleted: false, last_marketing_agreement_signed_date: null, is_locked: false };

  test('the current user, with views from v3.0.0 on', async () => {
    for (const version of ['2.0.0', '2.1.0', '2.2.0'])
      expect(await text(get(`/obp/v${version}/users/current`, user))).toBe(JSON.stringify(common));
    for (const version of ['3.0.0', '3.1.0', '4.0.0', '5.0.0', '5.1.0'])
      expect(await text(get(`/obp/v${version}/users/current`, user))).toBe(JSON.stringify({ ...common, views: { list: [] } }));
    expect(await text(get('/obp/v4.0.0/users/current/user_id', user))).toBe(JSON.stringify({ user_id: user.userId }));
  });

  test('who one is: the roles held at this moment, and whether one may grant any', async () => {
    const me = (who: { token: string }): Promise<Answer> => get('/messaging/v1/me', who);
    const roles = [
      { role_name: 'CanCreateCustomer', bank_id: bank },
      { role_name: 'CanGetCustomer', bank_id: bank },
    ];
    const names = { first_name: 'somebody', last_name: 'Test' };
    const { user_id, username } = { user_id: user.userId, username: user.username };
    expect(await text(me(user))).toBe(JSON.stringify({ user_id, username, ...names, is_super_admin: false, roles }));
    const other = await world.user('someone');
    expect((await me(other)).body).toMatchObject({ username: other.username, is_super_admin: false, roles: [] });
    await world.grant(other, 'CanGetAnyUser');
    expect((await me(other)).body).toMatchObject({ roles: [{ role_name: 'CanGetAnyUser', bank_id: '' }] });
    expect((await me(world.admin)).body).toMatchObject({ username: world.admin.username, is_super_admin: true });
    expect((await get('/messaging/v1/me', {})).status).toBe(401);
  });

  test('by id: plain in v3.0.0, with agreements from v4.0.0 on', async () => {
    expect(await text(get(`/obp/v3.0.0/users/user_id/${user.userId}`))).toBe(JSON.stringify(common));
    expect(await text(get(`/obp/v4.0.0/users/user_id/${user.userId}`))).toBe(JSON.stringify({ ...common, agreements: [], ...state }));
  });

  test('by name: plain in v3.0.0, without agreements from v4.0.0 on', async () => {
    expect(await text(get(`/obp/v3.1.0/users/username/${user.username}`))).toBe(JSON.stringify(common));
    const full = JSON.stringify({ ...common, ...state });
    expect(await text(get(`/obp/v4.0.0/users/username/${user.username}`))).toBe(full);
    expect(await text(get(`/obp/v5.1.0/users/provider/customer-messages/username/${user.username}`))).toBe(full);
    expect((await get(`/obp/v5.1.0/users/provider/elsewhere/username/${user.username}`)).status).toBe(404);
  });

  test('by e-mail', async () => {
    const address = encodeURIComponent(`${user.username}@example.com`);
    expect(await text(get(`/obp/v4.0.0/users/email/${address}/terminator`))).toBe(JSON.stringify({ users: [{ ...common, ...state }] }));
    expect(await text(get(`/obp/v4.0.0/users/email/nosuch.${world.run}@example.com/terminator`))).toBe('{"users":[]}');
  });

  test.each([
    ['v3.0.0/users/user_id/X', [400, 'OBP-20057: User not found by userId. Current UserId(X)']],
    ['v4.0.0/users/user_id/X', [400, 'OBP-20057: User not found by userId. Current UserId(X)']],
    ['v3.0.0/users/username/X', [404, 'OBP-20027: User not found by provider and username.']],
    ['v4.0.0/users/username/X', [404, 'OBP-20027: User not found by provider and username.']],
    ['v5.1.0/users/provider/customer-messages/username/X', [404, 'OBP-20027: User not found by provider and username.']],
    ['v4.0.0/users/email/X/terminator', undefined],
    ['v4.0.0/users', undefined],
  ])('/obp/%s refuses anonymous callers, others, and who is not there', async (path, refusal) => {
    expect(told(await get(`/obp/${path}`, {}))).toEqual([401, 'OBP-20001: User not logged in. Authentication is required!']);
    expect(told(await get(`/obp/${path}`, user))).toEqual([403, 'OBP-20006: User is missing one or more roles: CanGetAnyUser']);
    if (refusal !== undefined) expect(told(await get(`/obp/${path}`))).toEqual(refusal);
  });

  describe('creating', () => {
    const create = (body: object): Promise<Answer> => world.client.post('/obp/v2.0.0/users', body);

    test('anybody may; the new user holds nothing', async () => {
      const username = `made.${world.run}`;
      const { status, body } = await create({ ...NEW_USER, username });
      expect([status, body]).toEqual([
        201,
        {
          user_id: expect.any(String),
          email: 'a@example.com',
          provider_id: username,
          provider: 'customer-messages',
          username,
          entitlements: { list: [] },
        },
      ]);
      expect(await world.client.login(username, PASSWORD, world.consumerKey)).toMatch(/^eyJ/);
    });

    test.each([
      ['a missing field', { last_name: undefined }, [400, 'OBP-10001: Incorrect json format.']],
      ['a common password', { password: 'Password2026!' }, [400, expect.stringMatching(/^OBP-98091: This password is one of/)]],
      ['a weak password', { password: 'short' }, [400, expect.stringMatching(/^OBP-30207: Invalid Password Format\. /)]],
      ['no e-mail address', { email: 'x' }, [400, 'OBP-10001: Incorrect json format. The field email must be an e-mail address.']],
      ['a short name', { username: 'short' }, [400, expect.stringMatching(/^OBP-10001: Incorrect json format\. The field username /)]],
    ])('%s is refused', async (_what, change, refusal) => {
      expect(told(await create({ ...NEW_USER, username: `refused.${world.run}`, ...change }))).toEqual(refusal);
    });

    test('a name that is taken is refused', async () => {
      expect(told(await create({ ...NEW_USER, username: user.username }))).toEqual([
        409,
        'OBP-98002: A user with this username already exists.',
      ]);
    });
  });

  describe('the list', () => {
    test('comes newest first, a part at a time, and says which', async () => {
      const made = [await world.user('first'), await world.user('second')].map(({ userId }) => userId);
      const { status, headers, body } = await get('/obp/v4.0.0/users?limit=1000');
      expect([status, headers.range]).toEqual([200, 'items=0-1000']);
      const ids = body.users.map(({ user_id: id }: { user_id: string }) => id);
      expect(ids.filter((id: string) => made.includes(id))).toEqual(made.toReversed());
      expect(ids).toEqual([...ids].sort().reverse());
      expect(body.users.find(({ user_id: id }: { user_id: string }) => id === user.userId)).toEqual({ ...common, ...state });

      const part = await get('/obp/v4.0.0/users?sort_direction=asc&limit=2&offset=1');
      expect(part.headers.range).toBe('items=1-2');
      expect(part.body.users).toHaveLength(2);
      const all = await get('/obp/v4.0.0/users?sort_direction=ASC&limit=3');
      expect(part.body.users.map((u: { user_id: string }) => u.user_id)).toEqual(
        all.body.users.slice(1).map((u: { user_id: string }) => u.user_id),
      );
      expect((await get('/obp/v4.0.0/users')).headers.range).toBe('items=0-50');
      expect((await get('/obp/v4.0.0/users?limit=5000')).headers.range).toBe('items=0-1000');
    });

    test('can be narrowed to locked, deleted and recent users', async () => {
      const begin = new Date().toISOString();
      const [locked, deleted, active] = [await world.user('lo'), await world.user('de'), await world.user('ac')].map(
        ({ userId, username }) => ({ userId, username }),
      );
      for (const role of ['CanLockUser', 'CanDeleteUser']) await world.grantIfMissing(world.admin, role);
      await world.client.post(`/obp/v4.0.0/users/${locked?.username}/locks`, {}, world.admin);
      await world.client.delete(`/obp/v4.0.0/users/${deleted?.userId}`, world.admin);
      const mine = [locked, deleted, active].map((one) => one?.userId);
      const found = async (query: string): Promise<unknown[]> => {
        const { body } = await get(`/obp/v4.0.0/users?limit=1000&from_date=${begin}&${query}`);
        return body.users.map(({ user_id: id }: { user_id: string }) => id).filter((id: string) => mine.includes(id));
      };
      expect(await found('sort_direction=ASC')).toEqual([locked?.userId, active?.userId]);
      expect(await found('locked_status=locked')).toEqual([locked?.userId]);
      expect(await found('locked_status=active')).toEqual([active?.userId]);
      expect(await found('is_deleted=true')).toEqual([deleted?.userId]);
      expect(await found('is_deleted=FALSE&locked_status=')).toEqual([active?.userId, locked?.userId]);
      expect(await found(`to_date=${begin}`)).toEqual([]);
      const { body } = await get(`/obp/v4.0.0/users/user_id/${locked?.userId}`);
      expect([body.is_locked, body.is_deleted]).toEqual([true, false]);
    });

    test.each([
      ['limit=0', 'OBP-10025: wrong value for obp_limit parameter. Please send a positive integer (=>1)!'],
      ['offset=-1', 'OBP-10024: wrong value for obp_offset parameter. Please send a positive integer (=>0)!'],
      ['sort_direction=UP', 'OBP-10023: obp_sort_direction parameter can only take two values: DESC or ASC!'],
      ['is_deleted=maybe', 'OBP-10036: is_deleted parameter can only take two values: TRUE or FALSE!'],
      ['locked_status=maybe', 'OBP-98050: locked_status parameter can only take two values: locked or active!'],
    ])('%s is refused', async (query, reason) => {
      expect(told(await get(`/obp/v4.0.0/users?${query}`))).toEqual([400, `OBP-10016: Incorrect filter Parameters in URL.  <- ${reason}`]);
    });
  });

  describe('deleting', () => {
    test('ends logins and tokens, keeps the user to be looked at, and the name taken', async () => {
      const leaver = await world.user('leaver');
      await world.grantIfMissing(world.admin, 'CanDeleteUser');
      const path = `/obp/v4.0.0/users/${leaver.userId}`;
      expect((await get('/obp/v4.0.0/users/current', leaver)).status).toBe(200);
      for (let time = 0; time < 2; time++) {
        const { status, body } = await world.client.delete(path, world.admin);
        expect([status, body]).toEqual([200, true]);
      }
      expect(told(await get('/obp/v4.0.0/users/current', leaver))).toEqual([401, 'OBP-20064: The user is deleted!']);
      await expect(world.client.login(leaver.username, PASSWORD, world.consumerKey)).rejects.toThrow('401');
      expect((await get(`/obp/v4.0.0/users/user_id/${leaver.userId}`)).body.is_deleted).toBe(true);
      expect(told(await world.client.post('/obp/v4.0.0/users', { ...NEW_USER, username: leaver.username }))[0]).toBe(409);

      const { body } = await get(`/messaging/v1/audit-records?subject_id=${leaver.userId}&action=user.deleted`);
      expect(body.audit_records).toEqual([
        expect.objectContaining({ actor_user_id: world.admin.userId, before: { is_deleted: false }, after: { is_deleted: true } }),
      ]);
    });

    test('asks for the role before the user', async () => {
      const path = '/obp/v4.0.0/users/no-such-user';
      await world.grantIfMissing(world.admin, 'CanDeleteUser');
      expect(told(await world.client.delete(path))).toEqual([401, 'OBP-20001: User not logged in. Authentication is required!']);
      expect(told(await world.client.delete(path, user))).toEqual([403, 'OBP-20006: User is missing one or more roles: CanDeleteUser']);
      expect(told(await world.client.delete(path, world.admin))).toEqual([
        404,
        'OBP-20005: User not found. Please specify a valid value for USER_ID. Current USER_ID(no-such-user)',
      ]);
    });
  });

  test('entitlements and permissions in v5.1.0', async () => {
    const path = (id: string): string => `/obp/v5.1.0/users/${id}/entitlements-and-permissions`;
    await world.grantIfMissing(world.admin, 'CanGetEntitlementsForAnyUserAtAnyBank');
    expect(await text(get(path(user.userId), world.admin))).toBe(JSON.stringify({ ...common, views: { list: [] } }));
    expect(told(await get(path('X'), {}))[0]).toBe(401);
    expect(told(await get(path('X'), user))[0]).toBe(403);
    expect(told(await get(path('X'), world.admin))).toEqual([404, 'OBP-20057: User not found by userId. Current UserId(X)']);
  });
});
