import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const LOCKED = 'OBP-20013: The account has been locked, please contact an administrator!';
const PROVIDER = 'customer-messages';
const told = ({ status, body }: Answer): [number, unknown] => [status, body?.message];

describe('locks by administrators', () => {
  let world: World;
  let nobody: WorldUser;
  let admin: { token: string };

  beforeAll(async () => {
    world = await World.create();
    nobody = await world.user('nobody');
    const user = await world.user('lockadmin');
    for (const role of ['CanLockUser', 'CanUnlockUser', 'CanReadUserLockedStatus', 'CanGetAuditRecords']) await world.grant(user, role);
    admin = { token: user.token };
  });

  const logIn = (username: string, password = PASSWORD): Promise<Answer> =>
    world.client.send('POST', '/my/logins/direct', {
      headers: { DirectLogin: `username=${username},password=${password},consumer_key=${world.consumerKey}` },
    });
  const current = ({ token }: WorldUser): Promise<Answer> => world.client.get('/obp/v4.0.0/users/current', { token });

  /** The same acts, as each version writes them. */
  const versions = [
    { name: 'v4.0.0 and v3.1.0', lock: 'v4.0.0', status: 'v3.1.0', path: (name: string) => name },
    { name: 'v5.1.0', lock: 'v5.1.0', status: 'v5.1.0', path: (name: string) => `${PROVIDER}/${name}` },
  ];

  test.each(versions)('lock, look and unlock through $name', async ({ lock, status, path }) => {
    const user = await world.user('locked');
    const lockPath = `/obp/${lock}/users/${path(user.username)}/locks`;
    const statusPath = `/obp/${status}/users/${path(user.username)}/lock-status`;
    expect((await current(user)).status).toBe(200);

    const locked = await world.client.post(lockPath, {}, admin);
    expect([locked.status, locked.body]).toEqual([200, { user_id: user.userId, type_of_lock: 'lock_via_api', last_lock_date: DATE }]);
    expect(told(await current(user))).toEqual([401, LOCKED]);
    expect(told(await logIn(user.username))).toEqual([401, LOCKED]);

    const seen = await world.client.get(statusPath, admin);
    expect([seen.status, seen.body]).toEqual([
      200,
      { username: user.username, bad_attempts_since_last_success_or_reset: 1, last_failure_date: DATE },
    ]);
    expect(Object.keys(seen.body)).toEqual(['username', 'bad_attempts_since_last_success_or_reset', 'last_failure_date']);

    const unlocked = await world.client.put(statusPath, {}, admin);
    expect([unlocked.status, unlocked.body]).toEqual([
      200,
      { username: user.username, bad_attempts_since_last_success_or_reset: 0, last_failure_date: DATE },
    ]);
    expect((await current(user)).status).toBe(200);
    expect((await logIn(user.username)).status).toBe(201);

    const { body: audit } = await world.client.get(`/messaging/v1/audit-records?subject_id=${user.userId}`, admin);
    expect(audit.audit_records.map(({ action, before, after }: Record<string, unknown>) => [action, before, after])).toEqual([
      ['user.unlocked', { locked_at: expect.any(String), bad_attempts: 1 }, { locked_at: null, bad_attempts: 0 }],
      ['user.locked', { locked_at: null }, { locked_at: expect.any(String) }],
      ['user.created', null, expect.anything()],
    ]);
  });

  test('with a wrong password a locked user is as unknown as any', async () => {
    const user = await world.user('secret');
    await world.client.post(`/obp/v4.0.0/users/${user.username}/locks`, {}, admin);
    expect(told(await logIn(user.username, 'Wrong-Pass-2026!'))).toEqual([
      401,
      'OBP-20004: Invalid login credentials. Check username/password.',
    ]);
  });

  test.each([
    ['POST', 'v4.0.0', 'U/locks', 'CanLockUser', '(U)'],
    ['GET', 'v3.1.0', 'U/lock-status', 'CanReadUserLockedStatus', '(U)'],
    ['PUT', 'v3.1.0', 'U/lock-status', 'CanUnlockUser', '(U)'],
    ['POST', 'v5.1.0', 'customer-messages/U/locks', 'CanLockUser', ' provider(customer-messages), username(U)'],
    ['GET', 'v5.1.0', 'customer-messages/U/lock-status', 'CanReadUserLockedStatus', ''],
    ['PUT', 'v5.1.0', 'customer-messages/U/lock-status', 'CanUnlockUser', ''],
  ])('%s /obp/%s/users/%s refuses anonymous callers, others, and names that nobody has', async (verb, version, path, role, absent) => {
    const send = (name: string, token?: string): Promise<Answer> =>
      world.client.send(verb, `/obp/${version}/users/${path.replace('U', name)}`, {
        ...(token === undefined ? {} : { token }),
        ...(verb === 'GET' ? {} : { body: {} }),
      });
    const unknown = `nosuch.${world.run}`;
    expect(told(await send(nobody.username))).toEqual([401, 'OBP-20001: User not logged in. Authentication is required!']);
    expect(told(await send(unknown, nobody.token))).toEqual([403, `OBP-20006: User is missing one or more roles: ${role}`]);
    expect(told(await send(unknown, admin.token))).toEqual([
      404,
      `OBP-20027: User not found by provider and username.${absent.replace('U', unknown)}`,
    ]);
  });

  test('another provider has other users', async () => {
    expect((await world.client.post(`/obp/v5.1.0/users/elsewhere/${nobody.username}/locks`, {}, admin)).status).toBe(404);
    expect((await current(nobody)).status).toBe(200);
  });
});
