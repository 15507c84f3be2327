import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, Client, exchange } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { until } from '../support/sql.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const PATH = '/messaging/v1/refused-calls';
const WRONG = 'Wrong-Pass-2026!';

interface Counts {
  minute: string;
  address: string;
  user_id: string;
  username: string;
  logins: number;
  unauthenticated: number;
  forbidden: number;
}

describe('refused calls', () => {
  let service: Service;
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let world: World;
  let last = 0;

  beforeAll(async () => {
    database = await ownDatabase();
    service = await startService({ ...database.env, TRUSTED_PROXIES: '127.0.0.0/8' });
    world = await World.create(new Client(service.url), service.dataDir);
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(service.dataDir);
  });

  const newAddress = (): string => `192.0.2.${++last}`;
  const read = async (query: string): Promise<Counts[]> =>
    (await world.client.get(`${PATH}?${query}`, { token: world.admin.token })).body.refused_calls;
  /** The counts of all minutes together, once there are as many. */
  const countsOf = async (query: string, count: number): Promise<Counts> => {
    let found: Counts[] = [];
    const sum = (name: 'logins' | 'unauthenticated' | 'forbidden'): number => found.reduce((all, row) => all + row[name], 0);
    const counts = (): Pick<Counts, 'logins' | 'unauthenticated' | 'forbidden'> => ({
      logins: sum('logins'),
      unauthenticated: sum('unauthenticated'),
      forbidden: sum('forbidden'),
    });
    await until('they are counted', async () => {
      found = await read(query);
      return Object.values(counts()).reduce((all, one) => all + one, 0) >= count;
    });
    expect(new Set(found.map(({ minute }) => minute)).size).toBe(found.length);
    for (const { minute } of found) expect(minute).toMatch(/:00\.000Z$/);
    return { ...(found[0] as Counts), ...counts() };
  };
  const logIn = (username: string, password: string, address: string, key = world.consumerKey): Promise<Answer> =>
    exchange(service.url, 'POST', '/my/logins/direct', {
      DirectLogin: `username=${username},password=${password},consumer_key=${key}`,
      'X-Forwarded-For': address,
    });
  const call = (path: string, address: string, user?: WorldUser): Promise<Answer> =>
    exchange(service.url, 'GET', path, {
      'X-Forwarded-For': address,
      ...(user === undefined ? {} : { DirectLogin: `token=${user.token}` }),
    });

  test('are counted by user, address and minute: bad logins, also of a locked name and of another spelling', async () => {
    const user = await world.user('guessed');
    const [address, other] = [newAddress(), newAddress()];
    for (let attempt = 0; attempt < 8; attempt++)
      await logIn(attempt % 2 === 0 ? user.username : user.username.toUpperCase(), WRONG, address);
    await logIn(user.username, PASSWORD, other, 'no-such-key');
    expect(await countsOf(`address=${address}`, 8)).toMatchObject({
      address,
      user_id: user.userId,
      username: user.username,
      logins: 8,
      unauthenticated: 0,
      forbidden: 0,
    });
    expect(await countsOf(`address=${other}&user_id=${user.userId}`, 1)).toMatchObject({ logins: 1, unauthenticated: 0, forbidden: 0 });
  });

  test('are counted for callers without a role, and for those who are nobody', async () => {
    const user = await world.user('without');
    const address = newAddress();
    for (let times = 0; times < 3; times++) expect((await call(PATH, address, user)).status).toBe(403);
    for (let times = 0; times < 2; times++) expect((await call('/obp/v4.0.0/users/current', address)).status).toBe(401);
    expect((await call('/obp/v4.0.0/banks', address)).status).toBe(200);
    expect((await call('/nowhere', address)).status).toBe(404);
    const [both, anybody] = [`address=${address}`, `address=${address}&user_id=${user.userId}`];
    expect(await countsOf(anybody, 3)).toMatchObject({ username: user.username, logins: 0, unauthenticated: 0, forbidden: 3 });
    const all = await read(both);
    const nobody = all.filter(({ user_id: id }) => id === '');
    expect(nobody.reduce((sum, { unauthenticated }) => sum + unauthenticated, 0)).toBe(2);
    expect(all.every(({ logins }) => logins === 0)).toBe(true);
  });

  test('with names that nobody has are counted together: what was typed there is kept nowhere', async () => {
    const address = newAddress();
    for (const typed of ['My-Secret-Pass-2026', 'somebody.else', 'x'.repeat(500)]) await logIn(typed, WRONG, address);
    expect(await countsOf(`address=${address}`, 3)).toMatchObject({ user_id: '', username: '', logins: 3 });
    expect(JSON.stringify(await read('limit=1000'))).not.toContain('Secret');
  });

  test('are shown to holders of the role only', async () => {
    const user = await world.user('curious');
    expect((await world.client.get(PATH)).status).toBe(401);
    const { status, body } = await world.client.get(PATH, { token: user.token });
    expect([status, body.message]).toEqual([403, 'OBP-20006: User is missing one or more roles: CanGetAuditRecords']);
    await world.grant(user, 'CanGetAuditRecords');
    expect((await world.client.get(`${PATH}?limit=1`, { token: user.token })).status).toBe(200);
    expect((await world.client.get(`${PATH}?address=%00`, { token: user.token })).body.refused_calls).toEqual([]);
  });
});
