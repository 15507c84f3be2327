import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Answer, Client, shared } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { databaseKind } from '../support/databases.mjs';
import { freePort } from '../support/free-port.js';
import { removeFolder, type Service, startedFolder, startService } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

jest.setTimeout(120_000);

const SESSION = '/messaging/v1/session';
const TOKEN = `${SESSION}/token`;
const MINE = '/messaging/v1/me/sessions';

/** What a browser writes into a request of a page. */
const ours = (origin: string): Record<string, string> => ({ Origin: origin, 'Sec-Fetch-Site': 'same-origin' });
const setBy = ({ headers }: Answer): string => headers['set-cookie']?.[0] ?? '';
const cookieOf = (answer: Answer): string => setBy(answer).split(';', 1)[0] ?? '';
const told = ({ status, body }: Answer): string =>
  `${status} ${(body as { message?: string } | undefined)?.message?.slice(0, 9) ?? ''}`.trim();

describe('a session of the pages', () => {
  let world: World;
  let origin: string;

  beforeAll(async () => {
    world = await World.create();
    origin = shared().url;
    for (const role of ['CanCreateConsumer', 'CanDisableConsumers', 'CanGetAuditRecords', 'CanLockUser'])
      await world.grantIfMissing(world.admin, role);
  });

  const signIn = (username: string, password = PASSWORD, headers = ours(origin)): Promise<Answer> =>
    world.client.post(SESSION, { username, password }, { headers });
  const tokenFor = (Cookie: string, headers = ours(origin)): Promise<Answer> =>
    world.client.post(TOKEN, {}, { headers: { Cookie, ...headers } });
  const exchange = ({ token }: { token: string }): Promise<Answer> => world.client.post(SESSION, {}, { token, headers: ours(origin) });
  const statusOf = async (token: string): Promise<number> => (await world.client.get(MINE, { token })).status;
  const sessionOf = async (token: string): Promise<any> =>
    (await world.client.get(MINE, { token })).body.sessions.find((one: { is_current: boolean }) => one.is_current);

  test('begins with a password, and its cookie gives tokens of the same session', async () => {
    const user = await world.user('clerk');
    const answer = await signIn(user.username.toUpperCase());
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        username: user.username,
        user_id: user.userId,
        authentication_type: 'DirectLogin',
        access_token: expect.any(String),
        expires_in: 600,
      },
    ]);
    expect(setBy(answer)).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/); // HTTP on loopback
    expect(answer.headers['cache-control']).toContain('no-store');
    const first = answer.body.access_token as string;
    const claims = JSON.parse(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString()) as { exp: number; iat: number; jti: string };
    expect(claims.exp - claims.iat).toBe(600);

    const renewed = await tokenFor(cookieOf(answer));
    expect([renewed.status, renewed.body.user_id, renewed.body.expires_in]).toEqual([201, user.userId, 600]);
    expect(renewed.headers['cache-control']).toContain('no-store');
    expect(renewed.headers['set-cookie']).toBeUndefined();
    const second = renewed.body.access_token as string;
    const [one, other] = [await sessionOf(first), await sessionOf(second)];
    expect(one).toEqual(other);
    expect(one.session_id).toBe(claims.jti);
    expect(Date.parse(one.expires) - Date.parse(one.created)).toBeGreaterThan(27 * 86_400_000); // as long as that of a DirectLogin
    const { body: records } = await world.client.get(`/messaging/v1/audit-records?subject_id=${claims.jti}`, { token: world.admin.token });
    expect(records.audit_records).toEqual([
      expect.objectContaining({ action: 'session.opened', after: expect.objectContaining({ authentication_type: 'DirectLogin' }) }),
    ]);
  });

  (databaseKind() === 'postgres' ? test : test.skip)('is stored with a hash of its cookie alone', async () => {
    const user = await world.user('hashed');
    const cookie = cookieOf(await signIn(user.username)).replace('session=', '');
    const rows = await sql(shared().databaseUrl ?? '', 'SELECT s.* FROM sessions s WHERE user_id = $1 ORDER BY created_at', [user.userId]);
    expect(rows.map(({ cookie_hash: hash }: { cookie_hash: Buffer | null }) => hash?.toString('hex'))).toEqual([
      undefined,
      createHash('sha256').update(cookie).digest('hex'),
    ]);
    expect(JSON.stringify(rows)).not.toContain(cookie);
  });

  test('begins with a password that no header of DirectLogin could carry: one with a comma', async () => {
    const username = `comma.${world.run}`;
    const password = 'Commas, as people like them';
    const facts = { email: `${username}@example.com`, username, password, first_name: 'A', last_name: 'B' };
    expect((await world.client.post('/obp/v4.0.0/users', facts)).status).toBe(201);
    expect(told(await signIn(username, password))).toBe('201');
    expect(told(await signIn(username, 'Commas, as nobody likes them'))).toBe('401 OBP-20004');
  });

  test('is ended by signing out, which takes its cookie away, and no other: all its tokens are refused at once', async () => {
    const user = await world.user('leaver');
    const answer = await signIn(user.username);
    const tokens = [answer.body.access_token as string, (await tokenFor(cookieOf(answer))).body.access_token as string];
    expect(await Promise.all(tokens.map(statusOf))).toEqual([200, 200]);
    const next = await signIn(user.username);
    const leave = (token: string, sent: Answer): Promise<Answer> =>
      world.client.delete(`${MINE}/current`, { token, headers: { Cookie: cookieOf(sent) } });
    const early = await exchange({ token: await world.client.login(user.username, PASSWORD, world.consumerKey) });
    // Another tab has begun the next session already: its cookie is what the browser sends by now.
    const kept = await leave(early.body.access_token as string, next);
    expect([kept.status, kept.headers['set-cookie'], told(await tokenFor(cookieOf(next)))]).toEqual([204, undefined, '201']);
    const left = await leave(tokens[1] ?? '', answer);
    expect([left.status, setBy(left)]).toEqual([204, 'session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
    expect([await Promise.all(tokens.map(statusOf)), told(await tokenFor(cookieOf(answer)))]).toEqual([[401, 401], '401 OBP-98142']);
    expect(await statusOf(user.token)).toBe(200); // that of another session
  });

  test('is ended by what ends any: revocation, a changed password', async () => {
    const user = await world.user('ended');
    const [first, second] = [await signIn(user.username), await signIn(user.username)];
    const { session_id: id } = await sessionOf(first.body.access_token as string);
    await world.client.delete(`${MINE}/${id as string}`, user);
    expect([await statusOf(first.body.access_token as string), told(await tokenFor(cookieOf(first)))]).toEqual([401, '401 OBP-98142']);
    const change = { current_password: PASSWORD, new_password: 'Another-World-2026!' };
    expect((await world.client.put('/messaging/v1/me/password', change, { token: second.body.access_token as string })).status).toBe(204);
    expect([await statusOf(user.token), told(await tokenFor(cookieOf(second)))]).toEqual([401, '201']); // that of the call stays
  });

  test('is refused to a person whom an administrator has locked, with its cookie as with its tokens', async () => {
    const user = await world.user('shut');
    const answer = await signIn(user.username);
    await world.client.post(`/obp/v4.0.0/users/${user.username}/locks`, {}, { token: world.admin.token });
    expect(told(await tokenFor(cookieOf(answer)))).toBe('401 OBP-20013');
    expect(told(await world.client.get(MINE, { token: answer.body.access_token as string }))).toBe('401 OBP-20013');
    expect(told(await signIn(user.username))).toBe('401 OBP-20013');
  });

  test('begins only as a DirectLogin would: bad ones are counted together, and lock', async () => {
    const user = await world.user('guessed');
    const wrong = 'Wrong-Pass-2026!';
    const direct = (password: string): Promise<Answer> =>
      world.client.send('POST', '/my/logins/direct', {
        headers: { DirectLogin: `username=${user.username},password=${password},consumer_key=${world.consumerKey}` },
      });
    for (let pair = 0; pair < 3; pair++)
      expect([told(await signIn(user.username, wrong)), told(await direct(wrong))]).toEqual(['401 OBP-20004', '401 OBP-20004']);
    expect([told(await signIn(user.username)), told(await direct(PASSWORD))]).toEqual(['401 OBP-20013', '401 OBP-20013']);
    expect(told(await signIn('nobody.at.all'))).toBe('401 OBP-20004');
    expect(told(await signIn('né'))).toBe('400 OBP-20011');
    expect(told(await signIn('x'.repeat(513)))).toBe('400 OBP-20010');
    expect(told(await world.client.post(SESSION, { username: user.username }, { headers: ours(origin) }))).toBe('400 OBP-10001');
  });

  test('is given a plain token in a header, once; the cookie is as good as its consumer', async () => {
    const user = await world.user('exchanger');
    const { key, consumerId } = await newConsumer(world);
    const token = await world.client.login(user.username, PASSWORD, key);
    const answer = await exchange({ token });
    const short = answer.body.access_token as string;
    expect([answer.status, (await sessionOf(short)).session_id]).toEqual([201, (await sessionOf(token)).session_id]);
    // Else who got hold of a token for minutes could have it last for weeks.
    expect([told(await exchange({ token: short })), told(await exchange({ token }))]).toEqual(['403 OBP-98144', '403 OBP-98144']);
    expect(told(await exchange({ token: 'none' }))).toBe('401 OBP-20003');

    const toggled = await world.client.put(
      `/obp/v3.1.0/management/consumers/${consumerId}`,
      { enabled: false },
      { token: world.admin.token },
    );
    expect(toggled.status).toBe(200);
    expect(told(await tokenFor(cookieOf(answer)))).toBe('401 OBP-20058');
    expect(told(await world.client.get(MINE, { token: short }))).toBe('401 OBP-20058');
  });

  test('keeps to the call limits of its consumer', async () => {
    await world.grantIfMissing(world.admin, 'CanSetCallLimits');
    const user = await world.user('counted');
    const { key, consumerId } = await newConsumer(world);
    const answer = await exchange({ token: await world.client.login(user.username, PASSWORD, key) });
    const limits = { from_date: '2020-01-01T00:00:00Z', to_date: '2099-01-01T00:00:00Z', per_hour_call_limit: '2' };
    const rest = Object.fromEntries(['second', 'minute', 'day', 'week', 'month'].map((period) => [`per_${period}_call_limit`, '-1']));
    const set = await world.client.put(
      `/obp/v4.0.0/management/consumers/${consumerId}/consumer/call-limits`,
      { ...limits, ...rest },
      { token: world.admin.token },
    );
    expect(set.status).toBe(200);
    const { body: renewed } = await tokenFor(cookieOf(answer));
    const tokens = [answer.body, renewed, renewed].map(({ access_token: token }) => token as string);
    const statuses = [];
    for (const token of tokens) statuses.push(await statusOf(token));
    expect(statuses).toEqual([200, 200, 429]);
  });

  test.each<[what: string, headers: (own: string) => Record<string, string>, refused: boolean]>([
    ['our pages', ours, false],
    ['an older browser', (own) => ({ Origin: own }), false],
    ['no page', () => ({}), true],
    ['a sandboxed frame', () => ({ Origin: 'null' }), true],
    ['another site', () => ({ Origin: 'https://evil.example' }), true],
    ['another port of this host', () => ({ Origin: 'http://127.0.0.1:1' }), true],
    ['a name that begins as ours does', (own) => ({ Origin: `${own}.evil.example` }), true],
    ['another site that a browser says it is', (own) => ({ Origin: own, 'Sec-Fetch-Site': 'cross-site' }), true],
    ['another host of the same site', (own) => ({ Origin: own, 'Sec-Fetch-Site': 'same-site' }), true],
    ['who typed the address', (own) => ({ Origin: own, 'Sec-Fetch-Site': 'none' }), true],
  ])('%s: whether it is taken', async (_what, headers, refused) => {
    const user = await world.user('visited');
    const cookie = cookieOf(await signIn(user.username));
    const answers = [await tokenFor(cookie, headers(origin)), await signIn(user.username, PASSWORD, headers(origin))];
    expect(answers.map(told)).toEqual(refused ? ['403 OBP-98143', '403 OBP-98143'] : ['201', '201']);
    expect(answers.map((answer) => answer.headers['set-cookie'] === undefined)).toEqual([true, refused]);
  });

  test('a request of another site is no attempt to sign in, and a form is no request', async () => {
    const user = await world.user('target');
    for (let attempt = 0; attempt < 7; attempt++) await signIn(user.username, 'Wrong-Pass-2026!', { Origin: 'https://evil.example' });
    expect(told(await signIn(user.username))).toBe('201');
    const body = `username=${user.username}&password=${PASSWORD}`;
    const form = { ...ours(origin), 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await world.client.send('POST', SESSION, { headers: form, rawBody: body });
    expect([told(answer), answer.headers['set-cookie']]).toEqual(['404 OBP-10404', undefined]);
  });

  test('behind a proxy on this machine its cookie is for TLS alone: the browser has asked another host', async () => {
    const user = await world.user('proxied');
    const proxied = (Origin: string): Record<string, string> => ({ Origin, Host: new URL(Origin).host });
    const answer = await signIn(user.username, PASSWORD, proxied('https://api.bank.example'));
    expect(setBy(answer)).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const Cookie = cookieOf(answer);
    expect(told(await tokenFor(Cookie, proxied('https://api.bank.example')))).toBe('201');
    expect(told(await tokenFor(Cookie.replace('__Host-', ''), proxied('https://api.bank.example')))).toBe('401 OBP-98142');
    const { port } = new URL(origin);
    for (const [host, name] of [
      [`localhost:${port}`, 'session'],
      [`[::1]:${port}`, 'session'],
      [`127.0.0.1.bank.example:${port}`, '__Host-session'],
      ['localhost.bank.example', '__Host-session'],
    ] as const)
      expect(cookieOf(await signIn(user.username, PASSWORD, proxied(`http://${host}`))).split('=')[0]).toBe(name);
  });

  test.each(['', 'session=', 'session=x', `session=${'x'.repeat(43)}`, 'other=y'])(
    'nobody is signed in by the cookie %j',
    async (cookie) => {
      expect(told(await tokenFor(cookie))).toBe('401 OBP-98142');
    },
  );

  test('of two cookies neither counts', async () => {
    const cookie = cookieOf(await signIn((await world.user('twice')).username));
    expect(told(await tokenFor(`a=b; ${cookie}`))).toBe('201');
    expect(told(await tokenFor(`${cookie}; ${cookie}`))).toBe('401 OBP-98142');
  });
});

/** Nothing of it depends on the database. */
(databaseKind() === 'pglite' ? describe : describe.skip)('where people come over TLS, and bring their consumer key', () => {
  const PUBLIC_URL = 'https://messages.bank.example';
  const dataDir = startedFolder();
  const clock = join(dataDir, 'clock');
  let service: Service;
  let url: string;
  let client: Client;
  let world: World;
  let user: WorldUser;

  beforeAll(async () => {
    const NODE_OPTIONS = `--import ${new URL('../support/clock.mjs', import.meta.url).href}`;
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const PORT = String(port);
    service = await startService({
      PORT,
      DATA_DIR: dataDir,
      SANDBOX: 'false',
      SIGN_UP: 'open',
      PUBLIC_URL,
      NODE_OPTIONS,
      CLOCK_FILE: clock,
    });
    client = new Client(url);
    world = await World.create(client, dataDir);
    user = await world.user('far');
  });
  afterAll(async () => {
    await service.stop();
    removeFolder(dataDir);
  });

  test('the cookie goes over TLS to this host alone, and ends with its session', async () => {
    const signIn = (more: object, headers = ours(PUBLIC_URL)): Promise<Answer> =>
      client.post(SESSION, { username: user.username, password: PASSWORD, ...more }, { headers });
    expect(told(await signIn({}))).toBe('400 OBP-20002');
    expect(told(await signIn({ consumer_key: 'none' }))).toBe('401 OBP-20008');
    const key = { consumer_key: world.consumerKey };
    expect(told(await signIn(key, ours('http://messages.bank.example')))).toBe('403 OBP-98143');
    expect(told(await signIn(key, ours(url)))).toBe('201'); // reached without the proxy
    const answer = await signIn(key);
    expect(setBy(answer)).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const Cookie = cookieOf(answer);
    const renew = (cookie = Cookie): Promise<Answer> => client.post(TOKEN, {}, { headers: { Cookie: cookie, ...ours(PUBLIC_URL) } });
    expect([told(await renew()), told(await renew(Cookie.replace('__Host-', '')))]).toEqual(['201', '401 OBP-98142']);

    writeFileSync(clock, String(11 * 60_000));
    service.process.kill('SIGUSR2');
    const token = answer.body.access_token as string;
    await until('the token has ended', async () => told(await client.get(MINE, { token })) === '401 OBP-20003');
    const { body: renewed } = await renew();
    expect(told(await client.get(MINE, { token: renewed.access_token as string }))).toBe('200');
    writeFileSync(clock, String(29 * 86_400_000));
    service.process.kill('SIGUSR2');
    await until('the session has ended', async () => told(await renew()) === '401 OBP-98142');
  });
});
