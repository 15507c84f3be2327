import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange, shared } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { agree, OAuth1Client } from '../support/oauth1.js';
import { sql, until } from '../support/sql.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const MINE = '/messaging/v1/me/password';
const RESET = '/messaging/v1/password-resets';
const NEW = 'Quite-New-2026-pass';
const OTHER = 'Another-New-2026-pass';

describe('passwords', () => {
  let world: World;
  let helper: WorldUser;
  beforeAll(async () => {
    world = await World.create();
    helper = await world.user('helper');
    await world.grant(helper, 'CanCreateResetPasswordUrl');
    for (const role of ['CanGetAuditRecords', 'CanCreateConsumer', 'CanLockUser', 'CanCreateResetPasswordUrl', 'CanDeleteUser'])
      await world.grantIfMissing(world.admin, role);
  });

  const change = (token: string, current_password: unknown, new_password: unknown): Promise<Answer> =>
    world.client.put(MINE, { current_password, new_password }, { token });
  const allow = (user: WorldUser, by = helper): Promise<Answer> =>
    world.client.post(`/messaging/v1/users/${user.userId}/password-resets`, {}, by);
  const tokenFor = async (user: WorldUser): Promise<string> => {
    const { status, body } = await allow(user);
    if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
    return body.token as string;
  };
  const reset = (token: unknown, new_password: unknown): Promise<Answer> => world.client.post(RESET, { token, new_password });
  const signIn = ({ username }: WorldUser, password: string): Promise<string> => world.client.login(username, password, world.consumerKey);
  const statusOf = async (token: string): Promise<number> => (await world.client.get('/obp/v4.0.0/users/current', { token })).status;
  const recordsOf = async ({ userId }: WorldUser): Promise<any[]> =>
    (await world.client.get(`/messaging/v1/audit-records?subject_id=${userId}`, { token: world.admin.token })).body.audit_records;

  test('one is changed by its user: the other sessions end, that of the call stays, and only the new one signs in', async () => {
    const user = await world.user('changer');
    const other = await signIn(user, PASSWORD);
    const link = await tokenFor(user);
    expect((await change(user.token, PASSWORD, NEW)).status).toBe(204);
    expect([await statusOf(user.token), await statusOf(other)]).toEqual([200, 401]);
    await expect(signIn(user, PASSWORD)).rejects.toThrow('OBP-20004');
    expect(await statusOf(await signIn(user, NEW))).toBe(200);
    expect((await reset(link, OTHER)).status).toBe(403); // a link that was made before is over
    const records = await recordsOf(user);
    expect(records[0]).toMatchObject({ action: 'user.password_changed', actor_user_id: user.userId, after: { sessions_ended: 1 } });
    for (const secret of [PASSWORD, NEW, link, '$argon2']) expect(JSON.stringify(records)).not.toContain(secret);
  });

  test('a change asks for the current one, and counts wrong ones as bad logins', async () => {
    const user = await world.user('guessed');
    const session = await signIn(user, PASSWORD);
    const wrong = await change(user.token, 'Not-The-One-2026!', NEW);
    expect([wrong.status, wrong.body.message]).toEqual([403, 'OBP-98150: The current password is not right.']);
    for (const [given, message] of [
      ['short', /^OBP-30207/],
      ['Password123!', /^OBP-98091/],
      [null, /^OBP-10001/],
    ] as const) {
      const refused = await change(user.token, PASSWORD, given);
      expect([refused.status, refused.body.message]).toEqual([400, expect.stringMatching(message)]);
    }
    expect(await statusOf(session)).toBe(200);
    let guesses = 1;
    while ((await change(user.token, 'Not-The-One-2026!', NEW)).body.message.startsWith('OBP-98150')) expect(++guesses).toBeLessThan(20);
    const right = await change(user.token, PASSWORD, NEW);
    expect([right.status, right.body.message]).toEqual([401, expect.stringMatching(/^OBP-20013/)]);
    expect([await statusOf(user.token), await statusOf(session)]).toEqual([200, 200]);
    expect((await world.client.put(MINE, { current_password: PASSWORD, new_password: NEW })).status).toBe(401);
  });

  test('of changes that come together one is made', async () => {
    const user = await world.user('twice');
    const news = [NEW, OTHER, `${NEW}-3`, `${NEW}-4`];
    const statuses = (await Promise.all(news.map((password) => change(user.token, PASSWORD, password)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([204, 403, 403, 403]);
    const good = await Promise.allSettled(news.map((password) => signIn(user, password)));
    expect(good.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a login with the old one that overlaps with the change leaves no session', async () => {
    const user = await world.user('racer');
    let current = PASSWORD;
    for (let round = 0; round < 4; round++) {
      const next = `Racing-${round}-2026-pass`;
      const tokens: string[] = [];
      let isChanged = false;
      const signInAgainAndAgain = async (): Promise<void> => {
        while (!isChanged) await signIn(user, current).then((token) => tokens.push(token), String);
      };
      const streams = [signInAgainAndAgain(), signInAgainAndAgain(), signInAgainAndAgain()];
      await until('a login has come first', () => tokens.length > 0);
      const { status } = await change(user.token, current, next).finally(() => (isChanged = true));
      await Promise.all(streams);
      expect(status).toBe(204);
      expect(await Promise.all(tokens.map(statusOf))).toEqual(tokens.map(() => 401));
      current = next;
    }
  });

  test('one is reset once, by whoever holds the token, and every session ends', async () => {
    const user = await world.user('forgetful');
    for (let attempt = 0; attempt < 6; attempt++) await signIn(user, 'Wrong-Pass-2026!').catch(() => undefined);
    await expect(signIn(user, PASSWORD)).rejects.toThrow('OBP-20013');
    const given = await allow(user);
    expect([given.status, given.body]).toEqual([
      201,
      {
        user_id: user.userId,
        token: expect.stringMatching(/^[a-z0-9]{40}$/),
        link: `${world.client.base}/password-reset?token=${given.body.token}`,
        expires: expect.any(String),
      },
    ]);
    const hours = (Date.parse(given.body.expires) - Date.now()) / 3_600_000;
    expect(hours > 71 && hours <= 72).toBe(true);
    expect(await statusOf(user.token)).toBe(200);
    expect((await reset(given.body.token, 'short')).body.message).toMatch(/^OBP-30207/); // does not use it up
    const answers = await Promise.all([NEW, OTHER, NEW, OTHER].map((password) => reset(given.body.token, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403, 403]);
    const chosen = answers[0]?.status === 204 || answers[2]?.status === 204 ? NEW : OTHER;
    expect(await statusOf(user.token)).toBe(401);
    expect(await statusOf(await signIn(user, chosen))).toBe(200); // not locked any more
    expect((await reset(given.body.token, NEW)).body.message).toMatch(/^OBP-98153/);
    const records = await recordsOf(user);
    expect(records.map(({ action, actor_user_id }) => [action, actor_user_id]).slice(0, 2)).toEqual([
      ['user.password_reset', ''],
      ['user.password_reset_allowed', helper.userId],
    ]);
    for (const secret of [given.body.token, NEW, OTHER, '$argon2']) expect(JSON.stringify(records)).not.toContain(secret);
  });

  describe('the page of a link', () => {
    const page = (
      method: string,
      token: string,
      fields?: Record<string, string>,
      headers: Record<string, string> = {},
    ): Promise<Answer<string>> =>
      exchange(
        world.client.base,
        method,
        `/password-reset?token=${encodeURIComponent(token)}`,
        { ...(fields && { 'Content-Type': 'application/x-www-form-urlencoded' }), ...headers },
        fields && new URLSearchParams(fields).toString(),
      ) as Promise<Answer<string>>;
    const isOver = ({ status, body }: Answer<string>, text = 'This link is not good'): void => {
      expect([status, body.includes(text), body.includes('<form')]).toEqual([403, true, false]);
    };

    test('sets a new password without script, once', async () => {
      const user = await world.user('pager');
      const token = await tokenFor(user);
      const asked = await page('GET', token);
      expect([asked.status, asked.body.includes(`value="${user.username}"`)]).toEqual([200, true]);
      expect(asked.body).not.toContain('<script');
      expect(await page('HEAD', token)).toMatchObject({ status: 200 });
      for (const [password, code] of [
        ['short-planted', 'OBP-30207'],
        ['Password123!', 'OBP-98091'],
        ['', 'OBP-30207'],
      ] as const) {
        const refused = await page('POST', token, { new_password: password });
        expect([refused.status, refused.body.includes(code)]).toEqual([400, true]);
        if (password !== '') expect(refused.body).not.toContain(password);
      }
      expect(await statusOf(user.token)).toBe(200);
      const done = await page('POST', token, { new_password: NEW });
      expect([done.status, done.body.includes('Your new password is set')]).toEqual([200, true]);
      expect([await statusOf(user.token), await statusOf(await signIn(user, NEW))]).toEqual([401, 200]);
      isOver(await page('POST', token, { new_password: OTHER }));
      isOver(await page('GET', token));
      expect(await statusOf(await signIn(user, NEW))).toBe(200);
    });

    test('is kept nowhere and named to nobody, in both languages', async () => {
      const user = await world.user('pager');
      const token = await tokenFor(user);
      const answers = [
        await page('GET', token, undefined, { 'Accept-Encoding': 'gzip' }),
        await page('POST', token, { new_password: 'x' }),
        await page('POST', 'y', { new_password: NEW }),
      ];
      for (const { headers } of answers) {
        expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
        expect(headers['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
        expect([headers['content-encoding'], headers['set-cookie']]).toEqual([undefined, undefined]);
      }
      const spanish = await page('GET', token, undefined, { 'Accept-Language': 'es' });
      expect(spanish.body).toContain('Elegir una contraseña nueva');
      isOver(await page('GET', 'y', undefined, { 'Accept-Language': 'es' }), 'Este enlace no es válido');
    });

    // The embedded database lets nobody else into its tables.
    (shared().databaseUrl === undefined ? test.skip : test)('of a link that has expired says so, and sets nothing', async () => {
      const user = await world.user('late');
      const token = await tokenFor(user);
      const expire = "UPDATE password_resets SET expires_at = now() - interval '1 second' WHERE user_id = $1";
      await sql(shared().databaseUrl as string, expire, [user.userId]);
      isOver(await page('GET', token));
      isOver(await page('POST', token, { new_password: NEW }));
      expect(await statusOf(user.token)).toBe(200);
    });

    test('of a link that is wrong, replaced, or of a deleted user says that it is not good', async () => {
      const [user, deleted] = [await world.user('pager'), await world.user('deleted')];
      const [first, old] = [await tokenFor(user), await tokenFor(deleted)];
      await tokenFor(user);
      await world.client.delete(`/obp/v4.0.0/users/${deleted.userId}`, { token: world.admin.token });
      for (const token of ['', 'x', '"><script>', 'y'.repeat(1_000), first, old]) {
        isOver(await page('GET', token));
        isOver(await page('POST', token, { new_password: NEW }));
      }
      const json = { 'Content-Type': 'application/json' };
      const noForm = await exchange(
        world.client.base,
        'POST',
        `/password-reset?token=${first}`,
        json,
        JSON.stringify({ new_password: NEW }),
      );
      expect(noForm.status).toBe(403);
    });
  });

  test('of two tokens the last counts, and a wrong one is told nothing', async () => {
    const user = await world.user('relinked');
    const [first, second] = [await tokenFor(user), await tokenFor(user)];
    for (const token of [first, 'x', 'y'.repeat(100)]) expect((await reset(token, NEW)).status).toBe(403);
    expect((await reset('y'.repeat(101), NEW)).status).toBe(400);
    expect(await statusOf(user.token)).toBe(200);
    expect((await reset(second, NEW)).status).toBe(204);
  });

  test('a lock by an administrator outlives a reset, and a deleted user has none', async () => {
    const [locked, deleted] = [await world.user('locked'), await world.user('deleted')];
    const [link, old] = [await tokenFor(locked), await tokenFor(deleted)];
    await world.client.post(`/obp/v4.0.0/users/${locked.username}/locks`, {}, { token: world.admin.token });
    expect((await reset(link, NEW)).status).toBe(204);
    await expect(signIn(locked, NEW)).rejects.toThrow('OBP-20013');
    await world.client.delete(`/obp/v4.0.0/users/${deleted.userId}`, { token: world.admin.token });
    expect((await reset(old, NEW)).status).toBe(404);
    expect((await allow(deleted)).status).toBe(404);
    await expect(signIn(deleted, NEW)).rejects.toThrow('OBP-20004');
  });

  test('nobody takes over who may grant more: such a reset is refused', async () => {
    const [bank, otherBank] = [await world.bank(), await world.bank()];
    const [granter, delegate, nobody] = [await world.user('granter'), await world.user('delegate'), await world.user('nobody')];
    await world.grant(granter, 'CanCreateEntitlementAtAnyBank');
    await world.grant(delegate, 'CanCreateEntitlementAtOneBank', bank);
    expect((await allow(delegate, nobody)).status).toBe(403);
    for (const powerful of [world.admin, granter, delegate])
      expect((await allow(powerful)).body).toMatchObject({ code: 403, message: expect.stringMatching(/^OBP-98152/) });
    await world.grant(helper, 'CanCreateEntitlementAtOneBank', otherBank);
    expect((await allow(delegate)).status).toBe(403);
    await world.grant(helper, 'CanCreateEntitlementAtOneBank', bank);
    expect((await allow(delegate)).status).toBe(201);
    expect([(await allow(granter)).status, (await allow(granter, world.admin)).status]).toEqual([403, 201]);
    await world.grant(granter, 'CanCreateResetPasswordUrl');
    expect([(await allow(delegate, granter)).status, (await allow(world.admin, granter)).status]).toEqual([201, 403]);
  });

  test('who agreed with the old one gives an application nothing any more', async () => {
    const user = await world.user('agreer');
    const app = await newConsumer(world);
    const client = new OAuth1Client(world.client.base, { key: app.key, secret: app.secret });
    const requested = await client.requestToken('oob');
    const { body } = await agree(world.client.base, requested.key, { username: user.username, password: PASSWORD });
    const verifier = /<output[^>]*>(\d{8})</.exec(String(body))?.[1] ?? '';
    expect(verifier).toMatch(/^\d{8}$/);
    expect((await change(user.token, PASSWORD, NEW)).status).toBe(204);
    expect((await client.exchange(requested, verifier)).status).toBe(401);
  });
});
