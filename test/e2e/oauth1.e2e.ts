import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { exchange, shared } from '../support/client.js';
import { newConsumer, type NewConsumer } from '../support/consumers.js';
import { databaseKind } from '../support/databases.mjs';
import { agree, type Credentials, nonce, now, OAuth1Client, page, type SignedCall, verifierOn } from '../support/oauth1.js';
import { sql } from '../support/sql.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const CALLBACK = 'https://app.example.com/back';
const ME = '/obp/v5.1.0/users/current';

let world: World;
let user: WorldUser;
let consumer: NewConsumer;
let client: OAuth1Client;
let token: Credentials;

beforeAll(async () => {
  world = await World.create();
  for (const role of ['CanCreateConsumer', 'CanDisableConsumers', 'CanEnableConsumers']) await world.grantIfMissing(world.admin, role);
  user = await world.user('signer');
  consumer = await newConsumer(world, { redirect_url: CALLBACK });
  client = new OAuth1Client(shared().url, consumer);
  token = await client.accessToken(user.username, PASSWORD);
});

/** For tests that make or change rows by SQL: the embedded database has one connection, which the service holds. */
const onServer = databaseKind() === 'postgres' ? test : test.skip;

const LATE = (): string => String(now() - 320);

/** What is wrong with a signed request, at any step; contract section 3.3. */
const WRONG: [what: string, call: () => SignedCall, status: number, text: string, code: string][] = [
  [
    'no nonce, no timestamp',
    () => ({ oauth: { oauth_nonce: undefined, oauth_timestamp: undefined } }),
    400,
    'the following parameters are missing : oauth_nonce, oauth_timestamp',
    'OBP-98100',
  ],
  ['an empty nonce', () => ({ oauth: { oauth_nonce: '' } }), 400, 'the following parameters are missing : oauth_nonce', 'OBP-98100'],
  [
    'a parameter twice',
    () => ({ change: (header) => `${header}, oauth_version="1.0"` }),
    400,
    'Duplicated oauth protocol parameters',
    'OBP-98101',
  ],
  ['another version', () => ({ oauth: { oauth_version: '2.0' } }), 400, 'OAuth version not supported', 'OBP-98102'],
  [
    'another method',
    () => ({ oauth: { oauth_signature_method: 'PLAINTEXT' } }),
    400,
    'Unsupported signature method, please use hmac-sha1 or hmac-sha256',
    'OBP-98103',
  ],
  ['an unknown consumer', () => ({ oauth: { oauth_consumer_key: 'nobody' } }), 401, 'OBP-20009: Invalid consumer credentials', 'OBP-20009'],
  [
    'a consumer key that is no text of a database',
    () => ({ oauth: { oauth_consumer_key: 'a\0b' } }),
    401,
    'OBP-20009: Invalid consumer credentials',
    'OBP-20009',
  ],
  ['a late clock', () => ({ oauth: { oauth_timestamp: LATE() } }), 400, 'is in and invalid time range', 'OBP-98104'],
  ['an early clock', () => ({ oauth: { oauth_timestamp: String(now() + 320) } }), 400, 'is in and invalid time range', 'OBP-98104'],
  ['milliseconds', () => ({ oauth: { oauth_timestamp: String(Date.now()) } }), 400, 'is in and invalid time range', 'OBP-98104'],
  ['no time', () => ({ oauth: { oauth_timestamp: 'now' } }), 400, 'oauth_timestamp value: now is an invalid date', 'OBP-98104'],
  ['a time before all', () => ({ oauth: { oauth_timestamp: '-1' } }), 400, 'oauth_timestamp value: -1 is invalid', 'OBP-98104'],
  ['another signature', () => ({ oauth: { oauth_signature: 'c2lnbmF0dXJl' } }), 401, 'Invalid signature', 'OBP-98108'],
  ['another host', () => ({ signedFor: 'http://evil.example' }), 401, 'Invalid signature', 'OBP-98108'],
  ['another parameter than signed', () => ({ change: (header) => `${header}, more="1"` }), 401, 'Invalid signature', 'OBP-98108'],
];

describe('what is wrong with a signed request', () => {
  test.each(WRONG)('a request token: %s', async (_what, call, status, text) => {
    const answer = await client.initiate('oob', call());
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(answer.body).toContain(text);
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
  });

  test.each(WRONG)('an access token: %s', async (_what, call, status, text) => {
    const answer = await client.exchange(await client.requestToken('oob'), '12345678', call());
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(answer.body).toContain(text);
  });

  test.each(WRONG)('a call: %s', async (_what, call, _status, text, code) => {
    const { change, ...signed } = call();
    const header = client.header(ME, { ...signed, token });
    const answer = await world.client.get(ME, { headers: { Authorization: change === undefined ? header : change(header) } });
    expect([answer.status, answer.body.code]).toEqual([401, 401]);
    expect(answer.body.message.startsWith(`${code}: `)).toBe(true);
    expect(answer.body.message).toContain(text.replace(/^OBP-\d+: /, ''));
    expect(answer.headers['www-authenticate']).toContain('OAuth realm=');
  });

  test('of two things the earlier is answered', async () => {
    const both = { oauth: { oauth_timestamp: LATE(), oauth_signature: 'wrong' } };
    expect((await client.initiate('oob', both)).body).toContain('invalid time range');
    expect((await client.initiate('oob', { oauth: { ...both.oauth, oauth_consumer_key: 'nobody' } })).body).toContain('OBP-20009');
  });

  test('no parameters at all', async () => {
    const all = 'oauth_consumer_key, oauth_nonce, oauth_signature_method, oauth_timestamp, oauth_signature';
    const answer = await world.client.send('POST', '/oauth/initiate', {});
    expect([answer.status, answer.body]).toEqual([400, `the following parameters are missing : ${all}, oauth_callback`]);
    const exchanged = await world.client.send('POST', '/oauth/token', { headers: { Authorization: 'OAuth' } });
    expect([exchanged.status, exchanged.body]).toEqual([400, `the following parameters are missing : ${all}, oauth_token, oauth_verifier`]);
  });
});

describe('the header', () => {
  test.each<[what: string, change: (header: string) => string]>([
    ['with a realm that holds a comma', (header) => header.replace('OAuth ', 'OAuth realm="Photos, and more", ')],
    ['with a realm like parameters', (header) => header.replace('OAuth ', String.raw`OAuth realm="a\", oauth_token=\"b", `)],
    ['with a realm at its end', (header) => `${header}, Realm="a, b=c"`],
    ['with the name of another scheme in its realm', (header) => header.replace('OAuth ', 'OAuth realm="a Bearer, DirectLogin", ')],
    ['in lower case', (header) => header.replace('OAuth', 'oauth')],
    ['in capitals', (header) => header.replace('OAuth', 'OAUTH')],
  ])('%s', async (_what, change) => {
    expect((await client.initiate('oob', { change })).status).toBe(200);
    expect((await client.send(ME, { token, change })).body.username).toBe(user.username);
  });
});

describe('of a host that is configured with a slash at its end', () => {
  test.each(['//oauth/initiate', 'absolute'])('what is signed is the target as it came: %s', async (form) => {
    const target = form === 'absolute' ? `${client.base}//oauth/initiate` : form;
    const initiate = async (signedFor: string): Promise<number> => {
      const Authorization = client.header('/oauth/initiate', { method: 'POST', signedFor, oauth: { oauth_callback: 'oob' } });
      return (await exchange(client.base, 'POST', target, { Authorization, 'Content-Length': '0' })).status;
    };
    expect([await initiate(`${client.base}/`), await initiate(client.base)]).toEqual([200, 401]);
  });

  test('a call too', async () => {
    const { origin } = new URL(client.base);
    for (const target of ['//obp/v5.1.0/users/current', '/obp//v5.1.0//users/current?a=//&b=c']) {
      const [path = '', query = ''] = target.split('?');
      const signedFor = `${origin}${path.slice(0, path.lastIndexOf('/'))}`;
      const Authorization = client.header(`${path.slice(path.lastIndexOf('/'))}?${query}`, { token, signedFor });
      const { status, body } = await exchange(client.base, 'GET', target, { Authorization });
      expect([status, body.username]).toEqual([200, user.username]);
    }
  });
});

describe('a request token', () => {
  test('is a form', async () => {
    const { status, headers, body } = await client.initiate(CALLBACK, { hash: 'sha256', oauth: { oauth_signature_method: 'hmac-sha256' } });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/x-www-form-urlencoded', 'no-store']);
    expect(body).toMatch(/^oauth_token=[a-z0-9]{40}&oauth_token_secret=[a-z0-9]{40}&oauth_callback_confirmed=true$/);
  });

  test.each([{ 'Content-Type': 'application/json' }, { 'Content-Type': 'application/x-www-form-urlencoded' }])(
    'with %j and no body',
    async (headers) => {
      expect((await client.initiate('oob', { headers })).status).toBe(200);
    },
  );

  test('a form in the body is signed too', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await client.initiate('oob', { headers, body: 'a=1+2&b=%C3%B1' })).status).toBe(200);
    const change = { headers, body: 'a=1' };
    const header = client.header('/oauth/initiate', { method: 'POST', oauth: { oauth_callback: 'oob' }, ...change });
    const answer = await world.client.send('POST', '/oauth/initiate', { headers: { ...headers, Authorization: header }, rawBody: 'a=2' });
    expect([answer.status, answer.body]).toEqual([401, 'Invalid signature']);
  });

  test.each(['https://app.example.com/backdoor', 'https://evil.example/', 'com.example.app:/back'])(
    'is not given for the callback %s',
    async (callback) => {
      const { status, body } = await client.initiate(callback);
      expect([status, body]).toEqual([400, 'oauth_callback is neither oob nor within the redirect URL of the consumer']);
    },
  );

  test.each([
    ['https://app.example.com@evil.example/back', 'must not name a user'],
    ['http://app.example.com/back', 'must be an https URL: http is for 127.0.0.1, [::1] and localhost alone'],
    ['javascript:alert(1)', 'must be an https URL, an http URL of 127.0.0.1'],
    ['x', 'must be a URL'],
  ])('is not given for what nobody may be sent to, and says why: %s', async (callback, problem) => {
    const { status, body } = await client.initiate(callback);
    expect([status, body]).toEqual([
      400,
      expect.stringContaining(`oauth_callback is no address that people may be sent to: it ${problem}`),
    ]);
  });

  // A thousand are made by SQL.
  onServer('is one of a thousand open ones of its consumer: the oldest makes room, but none that is young or was agreed to', async () => {
    const { url, databaseUrl = '' } = shared();
    const made = await newConsumer(world);
    const app = new OAuth1Client(url, made);
    const [agreed, oldest] = [await app.requestToken('oob'), await app.requestToken('oob')];
    const { body } = await agree(url, agreed.key, { username: user.username, password: PASSWORD });
    await sql(
      databaseUrl,
      `INSERT INTO oauth_request_tokens (token_hash, consumer_id, secret, callback, expires_at)
       SELECT sha256(convert_to($1 || n, 'UTF8')), $1, '', 'oob', now() + interval '1 hour' FROM generate_series(1, 998) n`,
      [made.consumerId],
    );
    const statusOf = async ({ key }: Credentials): Promise<number> => (await page(url, key)).answer.status;
    await sql(databaseUrl, `UPDATE oauth_request_tokens SET expires_at = now() + interval '19 minutes' WHERE token_hash = $1`, [
      createHash('sha256').update(oldest.key).digest(),
    ]);
    const newest = await app.requestToken('oob');
    expect([await statusOf(oldest), await statusOf(newest)]).toEqual([200, 200]);
    for (const more of [await app.requestToken('oob'), await app.requestToken('oob')])
      expect([await statusOf(oldest), await statusOf(newest), await statusOf(more)]).toEqual([400, 200, 200]);
    expect((await app.exchange(agreed, verifierOn(body))).status).toBe(200);
  });

  test('a consumer without a redirect URL can use oob alone', async () => {
    const bare = new OAuth1Client(shared().url, await newConsumer(world, { redirect_url: '' }));
    expect((await bare.initiate('https://app.example.com/')).status).toBe(400);
    expect((await bare.initiate('oob')).status).toBe(200);
  });
});

describe('the person', () => {
  const sent = (): Record<string, string> => ({ username: user.username, password: PASSWORD });

  test('is led back with a verifier that gives one access token', async () => {
    const asked = await client.requestToken(`${CALLBACK}?state=1%202`);
    const answer = await agree(client.base, asked.key, sent());
    expect([answer.status, answer.headers['cache-control']]).toEqual([303, 'no-store']);
    const [, verifier = ''] = /oauth_verifier=(\w+)$/.exec(answer.headers.location ?? '') ?? [];
    expect(answer.headers.location).toBe(`${CALLBACK}?state=1%202&oauth_token=${asked.key}&oauth_verifier=${verifier}`);
    expect(verifier.length).toBeGreaterThanOrEqual(25); // of 36 kinds: 128 bits

    const { status, headers, body } = await client.exchange(asked, verifier);
    expect([status, headers['content-type']]).toEqual([200, 'application/x-www-form-urlencoded']);
    expect(body).toMatch(/^oauth_token=[a-z0-9]{40}&oauth_token_secret=[a-z0-9]{40}$/);
    const again = await client.exchange(asked, verifier);
    expect([again.status, again.body]).toEqual([401, `Invalid or expired request token: ${asked.key}`]);
  });

  test('with oob sees eight digits, which may be tried five times', async () => {
    const asked = await client.requestToken('oob');
    const shown = String((await agree(client.base, asked.key, sent())).body);
    const verifier = verifierOn(shown);
    expect(verifier).toMatch(/^\d{8}$/);
    expect(shown.split('id="verifier"').map((part) => /^[^>]*>(\d{8})</.exec(part)?.[1])).toEqual([undefined, verifier]);
    const wrong = verifier === '00000000' ? '11111111' : '00000000';
    const guesses = await Promise.all(Array.from({ length: 5 }, () => client.exchange(asked, wrong)));
    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect((await client.exchange(asked, verifier)).status).toBe(401);
    expect((await page(client.base, asked.key)).answer.body).toContain('This token does not exist');
  });

  test('four wrong guesses do not matter', async () => {
    const asked = await client.requestToken('oob');
    const verifier = verifierOn((await agree(client.base, asked.key, sent())).body);
    for (let guess = 0; guess < 4; guess++) await client.exchange(asked, 'wrong');
    expect((await client.exchange(asked, verifier)).status).toBe(200);
  });

  test('has to have agreed', async () => {
    const asked = await client.requestToken('oob');
    expect((await client.exchange(asked, '12345678')).status).toBe(401);
    expect((await client.exchange({ key: 'unknown', secret: 'x' }, '12345678')).body).toBe('Invalid or expired request token: unknown');
  });

  test('agrees for one application', async () => {
    const other = new OAuth1Client(shared().url, await newConsumer(world));
    const asked = await client.requestToken('oob');
    const verifier = verifierOn((await agree(client.base, asked.key, sent())).body);
    expect((await other.exchange(asked, verifier)).status).toBe(401);
    const call = await other.send(ME, { token });
    expect([call.status, call.body.message]).toEqual([401, 'OBP-98107: Invalid or expired access token: ']);
  });

  test('is told what is asked', async () => {
    const { answer } = await page(client.base, (await client.requestToken(CALLBACK)).key);
    expect(answer.status).toBe(200);
    for (const text of [`App ${world.run}`, 'asks to act for you', 'https://app.example.com', 'For 28 days'])
      expect(answer.body).toContain(text);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' });
    expect(answer.headers['content-security-policy']).toContain("form-action 'self' https://app.example.com;");
    expect(answer.body).not.toContain('<script');
    expect(String(answer.headers['set-cookie'])).toMatch(/^oauth_form=[\w-]{32}; Path=\/; Max-Age=1800; HttpOnly; SameSite=Lax$/);
  });

  test.each([
    ['', 'There is no Token.'],
    ['?oauth_token=', 'There is no Token.'],
    ['?oauth_token=unknown', 'This token does not exist'],
    ['?oauth_token=a%00b', 'This token does not exist'],
    ['?oauth_token=unknown&locale=es_ES', 'Este token no existe'],
  ])('is told that it cannot go on: %s', async (query, text) => {
    const answer = await world.client.get(`/oauth/authorize${query}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(answer.body).toContain(text);
  });

  test('is led back to an application on their own device', async () => {
    const app = new OAuth1Client(shared().url, await newConsumer(world, { redirect_url: 'com.example.app:/back' }));
    const asked = await app.requestToken('com.example.app:/back?state=1');
    const { answer } = await page(app.base, asked.key);
    expect(answer.headers['content-security-policy']).toContain("form-action 'self' com.example.app:;");
    const { status, headers } = await agree(app.base, asked.key, sent());
    expect([status, headers.location]).toEqual([303, expect.stringContaining(`com.example.app:/back?state=1&oauth_token=${asked.key}&`)]);
  });

  onServer('is led nowhere by what was registered before there were rules', async () => {
    const { url, databaseUrl = '' } = shared();
    for (const old of ['https://x;img-src/back', 'http://app.example.com/back', 'https://*/back']) {
      const made = await newConsumer(world, { redirect_url: CALLBACK });
      const app = new OAuth1Client(url, made);
      const asked = await app.requestToken(CALLBACK);
      await sql(databaseUrl, 'UPDATE consumers SET redirect_url = $2 WHERE consumer_id = $1', [made.consumerId, old]);
      await sql(databaseUrl, 'UPDATE oauth_request_tokens SET callback = $2 WHERE consumer_id = $1', [made.consumerId, old]);
      const { answer } = await page(url, asked.key);
      expect([answer.status, answer.headers['content-security-policy']]).toEqual([400, expect.stringContaining("form-action 'self';")]);
      expect((await agree(url, asked.key, sent())).status).toBe(400);
      expect((await app.initiate(old)).body).toContain('oauth_callback is no address that people may be sent to');
    }
  });

  test('may cancel, and is led back without a verifier', async () => {
    const asked = await client.requestToken(`${CALLBACK}?a=1`);
    const answer = await agree(client.base, asked.key, { decision: 'cancel' });
    expect([answer.status, answer.headers.location]).toEqual([303, `${CALLBACK}?a=1&oauth_token=${asked.key}`]);
    expect((await page(client.base, asked.key)).answer.body).toContain('This token does not exist');
    const shown = await agree(client.base, (await client.requestToken('oob')).key, { decision: 'cancel' });
    expect([shown.status, shown.body]).toEqual([200, expect.stringContaining('You have not agreed')]);
  });

  test('with a wrong password is told so, and may try again', async () => {
    const asked = await client.requestToken(CALLBACK);
    for (const wrong of [{ password: 'Wrong-Password-2026' }, { username: 'no\0body' }, { password: 'x'.repeat(600) }]) {
      const answer = await agree(client.base, asked.key, { ...sent(), ...wrong });
      expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('OBP-20004: Invalid login credentials.')]);
      expect(answer.body).not.toContain('Wrong-Password-2026');
    }
    expect((await agree(client.base, asked.key, { ...sent(), password: '' })).status).toBe(400);
    expect((await agree(client.base, asked.key, sent())).status).toBe(303);
    expect((await agree(client.base, asked.key, sent())).body).toContain('Token expired');
  });

  test('is locked by too many, as with DirectLogin', async () => {
    const victim = await world.user('victim');
    const asked = await client.requestToken(CALLBACK);
    for (let at = 0; at < 6; at++) await agree(client.base, asked.key, { username: victim.username, password: 'Wrong-Password-2026' });
    const answer = await agree(client.base, asked.key, { username: victim.username, password: PASSWORD });
    expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('OBP-20013')]);
  });

  test('cannot be made to send a form of another site', async () => {
    const asked = await client.requestToken(CALLBACK);
    const other = await page(client.base, (await client.requestToken(CALLBACK)).key);
    for (const [fields, headers] of [
      [{ form_token: '' }, {}],
      [{ form_token: other.formToken }, {}],
      [{ form_token: other.formToken }, { Cookie: other.cookie }],
      [{}, { Cookie: '' }],
      [{}, { Cookie: other.cookie }],
    ] as [Record<string, string>, Record<string, string>][]) {
      const answer = await agree(client.base, asked.key, { ...sent(), ...fields }, headers);
      expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('This form is too old')]);
    }
  });

  test('is not led where an application is no longer registered, or is shut out', async () => {
    const changing = await newConsumer(world);
    const its = new OAuth1Client(shared().url, changing);
    const asked = await its.requestToken('oob');
    await world.client.put(`/obp/v3.1.0/management/consumers/${changing.consumerId}`, { enabled: false }, { token: world.admin.token });
    expect((await page(its.base, asked.key)).answer.body).toContain('Application not found');
    expect((await its.initiate('oob')).body).toBe('OBP-20009: Invalid consumer credentials');
  });
});

describe('a signed call', () => {
  test.each(['sha1', 'sha256'] as const)('says who calls: %s', async (hash) => {
    const headers = { Authorization: client.header(ME, { token, hash }) };
    const { status, body } = await world.client.get(ME, { headers });
    expect([status, body.user_id]).toEqual([200, user.userId]);
  });

  test.each(['?locale=en_GB', '?limit=1&cache-modifier=a%20b%2Bc', '?a=%C3%B1&b=', "?c=!*'()"])('with a query: %s', async (query) => {
    expect((await client.send(ME + query, { token })).status).toBe(200);
  });

  test('another query than was signed is refused', async () => {
    const Authorization = client.header(`${ME}?a=1`, { token });
    expect((await world.client.get(`${ME}?a=2`, { headers: { Authorization } })).body.message).toBe('OBP-98108: Invalid signature');
    const verb = client.header(ME, { token, method: 'POST' });
    expect((await world.client.get(ME, { headers: { Authorization: verb } })).status).toBe(401);
  });

  test('is taken once', async () => {
    const headers = { Authorization: client.header(ME, { token }) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.client.get(ME, { headers })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.message))).toEqual(
      new Set(['OBP-98105: Nonce already used']),
    );
  });

  test('a stranger cannot use up a nonce', async () => {
    const oauth = { oauth_nonce: nonce(), oauth_timestamp: String(now()) };
    expect((await client.send(ME, { token, oauth: { ...oauth, oauth_signature: 'wrong' } })).body.message).toBe(
      'OBP-98108: Invalid signature',
    );
    expect((await client.send(ME, { token, oauth })).status).toBe(200);
    expect((await client.send(ME, { token, oauth })).body.message).toBe('OBP-98105: Nonce already used');
    expect((await client.send(ME, { token, oauth: { ...oauth, oauth_timestamp: String(now() + 7) } })).status).toBe(200); // unique to the second
  });

  test('localhost and 127.0.0.1 are one, and no other Host is believed', async () => {
    const { port } = new URL(client.base);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`])
      expect((await client.send(ME, { token, signedFor: `http://${host}`, headers: { Host: host } })).status).toBe(200);
    for (const host of [`evil.example:${port}`, 'localhost', 'localhost:1'])
      expect((await client.send(ME, { token, signedFor: `http://${host}`, headers: { Host: host } })).status).toBe(401);
  });

  test('without a token, or with a request token, is refused', async () => {
    expect((await client.send(ME)).body.message).toBe('OBP-98100: the following parameters are missing : oauth_token');
    const asked = await client.requestToken('oob');
    expect((await client.send(ME, { token: asked })).body.message).toBe('OBP-98107: Invalid or expired access token: ');
  });

  test('is refused in Spanish too', async () => {
    const { body } = await client.send(`${ME}?locale=es_ES`, { token, oauth: { oauth_signature: 'x' } });
    expect(body.message).toBe('OBP-98108: Firma no válida');
  });

  test('posts, and streams', async () => {
    const bank = await world.bank();
    const customer = await world.customer(bank);
    await world.grant(user, 'CanCreateCustomerMessage', bank);
    const message = { message: 'ñ', transport: 'SMS', from_department: 'D', from_person: 'P' };
    const json = { 'Content-Type': 'application/json;charset=utf-8' };
    const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?locale=en_GB`;
    expect((await client.send(path, { method: 'POST', token, headers: json, body: JSON.stringify(message) })).status).toBe(201);
    const line = JSON.stringify({ customer_id: customer, ...message });
    const batch = `/messaging/v1/banks/${bank}/messages`;
    const ndjson = { 'Content-Type': 'application/x-ndjson' };
    const answer = await client.send(batch, { method: 'POST', token, headers: ndjson, body: `${line}\n${line}\n` });
    expect([answer.status, answer.body.results]).toEqual([
      207,
      [expect.objectContaining({ status: 201 }), expect.objectContaining({ status: 201 })],
    ]);
  });

  test('ends within a second when its consumer is disabled', async () => {
    const mine = await newConsumer(world);
    const its = new OAuth1Client(shared().url, mine);
    const access = await its.accessToken(user.username, PASSWORD);
    expect((await its.send(ME, { token: access })).status).toBe(200);
    await world.client.put(`/obp/v3.1.0/management/consumers/${mine.consumerId}`, { enabled: false }, { token: world.admin.token });
    const { status, body } = await its.send(ME, { token: access });
    expect([status, body.message]).toEqual([401, 'OBP-20009: Invalid consumer credentials']);
  });
});

test('an agreement that was not used yet ends with the application, and no sessions are left to it', async () => {
  const person = await world.user('regretful');
  const asked = await client.requestToken('oob');
  const { body } = await agree(shared().url, asked.key, { username: person.username, password: PASSWORD });
  const application = `/messaging/v1/me/applications/${consumer.consumerId}`;
  expect((await world.client.delete(application, { token: person.token })).status).toBe(204);
  expect((await client.exchange(asked, verifierOn(body))).status).toBe(401);
  expect((await world.client.delete(application, { token: person.token })).status).toBe(404);
});

test('a form that is too long is not even taken apart', async () => {
  const body = 'b&'.repeat(8_193);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const { status } = await client.initiate('oob', { headers, body, oauth: { oauth_signature: 'c2lnbmF0dXJl' } });
  expect(status).toBe(413);
});

describe('what the old explorer links to', () => {
  test('sign-out leads back only to where an application is registered', async () => {
    const back = async (redirect: string): Promise<string | undefined> =>
      /<a href="([^"]*)">Back to/.exec((await world.client.get(`/user_mgt/logout?redirect=${encodeURIComponent(redirect)}`)).body)?.[1];
    expect(await back('https://app.example.com/?signed=out')).toBe('https://app.example.com/?signed=out');
    for (const bad of [
      '',
      'https://evil.example/',
      'https://app.example.com.evil.example/',
      'https://app.example.com@evil.example/',
      'https://app.example.co',
      'javascript:alert(1)',
      'https://%/',
    ])
      expect(await back(bad)).toBeUndefined();
  });

  test('sign-up leads to the operation that makes users', async () => {
    const { status, headers } = await world.client.get('/user_mgt/sign_up');
    expect([status, headers.location]).toEqual([302, '/explorer/operations/OBPv2.0.0-createUser']);
  });
});
