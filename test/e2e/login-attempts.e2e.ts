import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { type Answer, Client } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, startService } from '../support/service.mjs';
import { until } from '../support/sql.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const WRONG = 'Wrong-Pass-2026!';
const BAD = [401, 'OBP-20004: Invalid login credentials. Check username/password.'];
const LOCKED = [401, 'OBP-20013: The account has been locked, please contact an administrator!'];

const told = ({ status, body }: Answer): [number, unknown] => [status, body?.message];

/** What a proxy says about where a request comes from; nothing without an address. */
const forwarded = (address: string | undefined): Record<string, string> => (address === undefined ? {} : { 'X-Forwarded-For': address });

/** A log-in that may fail. */
async function logIn(world: World, username: string, password = PASSWORD, address?: string): Promise<Answer> {
  return world.client.send('POST', '/my/logins/direct', {
    headers: {
      DirectLogin: `username=${username},password=${password},consumer_key=${world.consumerKey}`,
      ...forwarded(address),
    },
  });
}

async function fail(world: World, username: string, times: number): Promise<unknown[]> {
  const answers = [];
  for (let attempt = 0; attempt < times; attempt++) answers.push(told(await logIn(world, username, WRONG)));
  return answers;
}

const call = (world: World, { token }: WorldUser, address?: string): Promise<Answer> =>
  world.client.get('/obp/v4.0.0/users/current/user_id', { token, headers: forwarded(address) });

/** What is remembered of a caller is looked up anew after 0.8 seconds (decision 25). */
const untilForgotten = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 900));

describe('bad logins', () => {
  let world: World;

  const status = (username: string): Promise<Answer> =>
    world.client.get(`/obp/v3.1.0/users/${username}/lock-status`, { token: world.admin.token });

  beforeAll(async () => {
    world = await World.create();
    await world.grantIfMissing(world.admin, 'CanReadUserLockedStatus');
    await world.grantIfMissing(world.admin, 'CanUnlockUser');
  });

  test('the sixth in a row locks: logins with the right password are refused, and live sessions go on', async () => {
    const user = await world.user('locked');
    expect((await call(world, user)).status).toBe(200);
    expect(await fail(world, user.username, 6)).toEqual(Array(6).fill(BAD));
    expect(told(await logIn(world, user.username))).toEqual(LOCKED);
    await untilForgotten();
    expect((await call(world, user)).status).toBe(200);

    const { body } = await status(user.username);
    expect(body).toEqual({
      username: user.username,
      bad_attempts_since_last_success_or_reset: 7,
      last_failure_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });

    const unlocked = await world.client.put(`/obp/v3.1.0/users/${user.username}/lock-status`, {}, { token: world.admin.token });
    expect(unlocked.body).toEqual({ ...body, bad_attempts_since_last_success_or_reset: 0 });
    expect((await call(world, user)).status).toBe(200);
    expect((await logIn(world, user.username)).status).toBe(201);
  });

  test('nobody gets around it by saying to come from elsewhere', async () => {
    const user = await world.user('spoofed');
    for (let attempt = 0; attempt < 6; attempt++) expect(told(await logIn(world, user.username, WRONG, `192.0.2.${attempt}`))).toEqual(BAD);
    expect(told(await logIn(world, user.username, PASSWORD, '192.0.2.99'))).toEqual(LOCKED);
  });

  test('five in a row do not, and a good login starts the count anew', async () => {
    const user = await world.user('careless');
    for (let round = 0; round < 2; round++) {
      expect(await fail(world, user.username, 5)).toEqual(Array(5).fill(BAD));
      expect((await logIn(world, user.username)).status).toBe(201);
      expect((await status(user.username)).body.bad_attempts_since_last_success_or_reset).toBe(0);
    }
    expect((await call(world, user)).status).toBe(200);
  });

  test('a name that nobody has is answered in the same way', async () => {
    const nobody = `nobody.${world.run}`;
    expect(await fail(world, nobody, 6)).toEqual(Array(6).fill(BAD));
    expect(await fail(world, nobody, 1)).toEqual([LOCKED]);
  });

  test('failures that arrive together are all counted, and a right guess among too many is refused', async () => {
    const user = await world.user('guessed');
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(world, user.username, WRONG)));
    expect(answers.every(({ status: code }) => code === 401)).toBe(true);
    expect((await status(user.username)).body.bad_attempts_since_last_success_or_reset).toBe(20);

    const other = await world.user('guessed');
    const guesses = Array.from({ length: 30 }, (_, index) => logIn(world, other.username, index === 29 ? PASSWORD : WRONG));
    expect(told((await Promise.all(guesses))[29] as Answer)).toEqual(LOCKED);
  });

  test('good logins at the same time do not disturb each other', async () => {
    const user = await world.user('busy');
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn(world, user.username)));
    expect(answers.map(({ status: code }) => code)).toEqual(Array(12).fill(201));
  });

  test('a user who never failed has no date of failure', async () => {
    const user = await world.user('faultless');
    expect((await status(user.username)).body).toEqual({
      username: user.username,
      bad_attempts_since_last_success_or_reset: 0,
      last_failure_date: null,
    });
  });
});

describe('a lock by bad logins', () => {
  const lockSeconds = 3;
  const withName = 6;
  const fromAddress = 8;
  let world: World;
  let database: { env: Record<string, string>; drop: () => Promise<void> };
  let service: Awaited<ReturnType<typeof startService>>;

  beforeAll(async () => {
    database = await ownDatabase();
    service = await startService({
      ...database.env,
      MAX_BAD_LOGIN_ATTEMPTS: '1',
      MAX_BAD_LOGINS_WITH_NAME: String(withName),
      MAX_BAD_LOGINS_FROM_ADDRESS: String(fromAddress),
      LOGIN_LOCK_MINUTES: String(lockSeconds / 60),
      TRUSTED_PROXIES: '127.0.0.0/8',
    });
    world = await World.create(new Client(service.url), service.dataDir);
  });

  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(service.dataDir);
  });

  const lapse = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lockSeconds * 1000));

  test('begins after as many as configured and ends by itself, however often it is tried meanwhile', async () => {
    const user = await world.user('impatient');
    expect(await fail(world, user.username, 2)).toEqual([BAD, BAD]);
    const since = Date.now();
    while (Date.now() - since < (lockSeconds - 1) * 1000) {
      expect(told(await logIn(world, user.username))).toEqual(LOCKED);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await new Promise((resolve) => setTimeout(resolve, since + lockSeconds * 1000 + 200 - Date.now()));
    expect((await logIn(world, user.username)).status).toBe(201);
    expect((await call(world, user)).status).toBe(200);
  });

  test('holds at the address of the failures, whatever it is called there, and for nobody elsewhere', async () => {
    const user = await world.user('at.home');
    for (const address of ['2001:db8::1', '2001:db8::ffff:2']) expect(told(await logIn(world, user.username, WRONG, address))).toEqual(BAD);
    expect(told(await logIn(world, user.username, PASSWORD, '2001:db8::3'))).toEqual(LOCKED);
    await untilForgotten();
    for (const address of [undefined, '2001:db8::4']) expect((await call(world, user, address)).status).toBe(200);
    expect((await call(world, user, '2001:db8:0:1::1')).status).toBe(200);
    expect((await logIn(world, user.username, PASSWORD, '198.51.100.1')).status).toBe(201);
  });

  test('holds at the address that a proxy writes with a port, and not for other clients of that proxy', async () => {
    const user = await world.user('proxied');
    for (const port of [50_000, 50_001]) expect(told(await logIn(world, user.username, WRONG, `198.51.100.2:${port}`))).toEqual(BAD);
    expect(told(await logIn(world, user.username, PASSWORD, '198.51.100.2'))).toEqual(LOCKED);
    for (const address of ['198.51.100.3:50000', '198.51.100.2:1, unknown', undefined])
      expect((await logIn(world, user.username, PASSWORD, address)).status).toBe(201);
  });

  test('holds for clients whose address a proxy hides as for one', async () => {
    const user = await world.user('hidden');
    for (const address of ['203.0.113.1, unknown', '203.0.113.2, unknown'])
      expect(told(await logIn(world, user.username, WRONG, address))).toEqual(BAD);
    expect(told(await logIn(world, user.username, PASSWORD, 'unknown'))).toEqual(LOCKED);
    expect((await logIn(world, user.username)).status).toBe(201);
  });

  test('guesses from many addresses lock a name where its user is not known, and nowhere else', async () => {
    const user = await world.user('wanted'); // and known at the address of the tests
    const guesses = Array.from({ length: withName + 1 }, (_, index) => logIn(world, user.username, WRONG, `203.0.113.${index}`));
    expect((await Promise.all(guesses)).map(told)).toEqual(guesses.map(() => BAD));
    expect(told(await logIn(world, user.username, PASSWORD, '203.0.113.200'))).toEqual(LOCKED);
    expect((await logIn(world, user.username)).status).toBe(201);
    expect((await call(world, user, '203.0.113.200')).status).toBe(200);

    await logIn(world, user.username, WRONG, '203.0.113.201');
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    const path = `/messaging/v1/audit-records?subject_id=${user.userId}&action=user.locked`;
    const { audit_records: locks } = (await world.client.get(path, { token: world.admin.token })).body;
    const everywhere = { by: 'bad logins', address: '', bad_attempts: expect.any(Number), locked_until: null };
    expect(locks.map(({ after }: { after: object }) => after)).toEqual([everywhere]); // one address each: no other lock
  });

  test('an address that fails with many names may not go on, but for users who are known there', async () => {
    const [stranger, regular] = [await world.user('stranger'), await world.user('regular')];
    const address = '198.51.100.77';
    expect((await logIn(world, regular.username, PASSWORD, address)).status).toBe(201);
    const guesses = Array.from({ length: fromAddress + 1 }, (_, index) => logIn(world, `sprayed.${index}`, WRONG, address));
    expect((await Promise.all(guesses)).map(told)).toEqual(guesses.map(() => BAD));
    const refused = await logIn(world, stranger.username, PASSWORD, address);
    expect(told(refused)).toEqual([429, 'OBP-98145: Too many logins from this address have failed. Please try again later.']);
    expect(refused.headers['retry-after']).toBe('60');
    expect((await logIn(world, regular.username, PASSWORD, address)).status).toBe(201);
    expect((await call(world, stranger, address)).status).toBe(200);
    expect((await logIn(world, stranger.username)).status).toBe(201);
  });

  test('does not come from failures that are long past', async () => {
    const user = await world.user('forgetful');
    expect(await fail(world, user.username, 1)).toEqual([BAD]);
    await lapse();
    expect(await fail(world, user.username, 1)).toEqual([BAD]);
    expect((await logIn(world, user.username)).status).toBe(201);
  });

  test('is not what an administrator sets: that stays', async () => {
    const user = await world.user('suspended');
    await world.grantIfMissing(world.admin, 'CanLockUser');
    expect((await world.client.post(`/obp/v4.0.0/users/${user.username}/locks`, {}, { token: world.admin.token })).status).toBe(200);
    await lapse();
    expect(told(await logIn(world, user.username))).toEqual(LOCKED);
    expect(told(await call(world, user))).toEqual(LOCKED);
  });

  // Only a server lets a second connection look into its tables.
  (databaseKind() === 'postgres' ? test : test.skip)('leaves nothing behind of names that were made up', async () => {
    const client = new Postgres({ connectionString: database.env.DATABASE_URL });
    await client.connect();
    const names = async (): Promise<string[]> => {
      const { rows } = await client.query<{ username: string }>('SELECT username FROM login_attempts');
      return rows.map(({ username }) => username).filter((name) => name.startsWith('made.up'));
    };
    const madeUp = Array.from({ length: 5 }, (_, index) => `made.up.${index}`);
    for (const name of madeUp) await logIn(world, name, WRONG);
    expect(await names()).toEqual(expect.arrayContaining(madeUp));
    await lapse();
    await until('they are forgotten', async () => (await names()).length === 0);
    await client.end();
  });
});

describe('with FORWARDED_HEADER=forwarded', () => {
  test('the header of RFC 7239 counts, and X-Forwarded-For means nothing', async () => {
    const { env, drop } = await ownDatabase();
    const service = await startService({
      ...env,
      MAX_BAD_LOGIN_ATTEMPTS: '1',
      TRUSTED_PROXIES: '127.0.0.0/8',
      FORWARDED_HEADER: 'forwarded',
    });
    try {
      const world = await World.create(new Client(service.url), service.dataDir);
      const user = await world.user('forwarded');
      const from = (element: string, password: string): Promise<Answer> =>
        world.client.send('POST', '/my/logins/direct', {
          headers: {
            DirectLogin: `username=${user.username},password=${password},consumer_key=${world.consumerKey}`,
            Forwarded: element,
            'X-Forwarded-For': '203.0.113.99',
          },
        });
      for (const port of [1, 2]) expect(told(await from(`for="[2001:db8::${port}]:${port}";proto=https`, WRONG))).toEqual(BAD);
      expect(told(await from('for=198.51.100.1, For="[2001:DB8::3]"', PASSWORD))).toEqual(LOCKED);
      expect((await from('for=198.51.100.1', PASSWORD)).status).toBe(201);

      const warnings = (): string[] => service.output().match(/x-forwarded-for, and FORWARDED_HEADER is forwarded/g) ?? [];
      for (let times = 0; times < 60; times++) await call(world, user, '192.0.2.7');
      await until('it is said that the proxy writes the other header', () => Promise.resolve(warnings().length > 0));
      expect(warnings()).toHaveLength(1);
    } finally {
      await service.stop();
      await drop();
      removeFolder(service.dataDir);
    }
  });
});
