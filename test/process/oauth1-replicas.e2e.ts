import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exchange, sandboxOf } from '../support/client.js';
import { createDatabase, databaseKind, ownDatabase } from '../support/databases.mjs';
import { agree, OAuth1Client, page, verifierOn } from '../support/oauth1.js';
import { removeFolder, type Service, startService, temporaryFolder } from '../support/service.mjs';
import { sql } from '../support/sql.js';
import { freePort } from '../support/free-port.js';

jest.setTimeout(300_000);

const ME = '/obp/v5.1.0/users/current';
const PUBLIC_URL = 'https://api.bank.example/messages';
const KEYS = { JWT_SECRET: 'one-secret-of-32-characters-or-more', SECRETS_KEY: 'one-key-of-32-characters-or-more-too' };
const REDIS = process.env.TEST_REDIS_URL;
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(env: Record<string, string>): Promise<Service> {
  const service = await startService(env);
  ends.push(async () => {
    await service.stop();
    if (env.DATA_DIR === undefined) removeFolder(service.dataDir);
  });
  return service;
}

/** A client of the sandbox's application. */
function clientOf({ url, dataDir }: Service): { client: OAuth1Client; username: string; password: string } {
  const { consumer_key: key, consumer_secret: secret, users } = sandboxOf(dataDir);
  return { client: new OAuth1Client(url, { key, secret }), ...users.customer };
}

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('replicas', () => {
  const stores: [string, Record<string, string>][] = [
    ['the table', {}],
    ...(REDIS ? [['Redis', { REDIS_URL: REDIS }] as [string, Record<string, string>]] : []),
  ];

  test.each(stores)('a nonce that one has taken the other refuses: %s', async (store, env) => {
    const { url, drop } = await createDatabase();
    ends.push(drop);
    const common = { ...env, ...KEYS, PUBLIC_URL, DATABASE_URL: url, SANDBOX: 'true' };
    // One after the other: which of two makes the sandbox does not matter here.
    const [near, far] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
    const first = await start({ ...common, PORT: new URL(near).port });
    await start({ ...common, PORT: new URL(far).port });
    const { client, username, password } = clientOf({ ...first, url: near });
    const own = new SignedForPublicUrl(near, client.consumer);
    const token = await own.accessToken(username, password);

    for (let call = 0; call < 3; call++) {
      const Authorization = own.header(ME, { token });
      const answers = await Promise.all([near, far, near, far].map((one) => exchange(one, 'GET', ME, { Authorization })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
      expect(answers.filter(({ status }) => status === 401).every(({ body }) => body.message === 'OBP-98105: Nonce already used')).toBe(
        true,
      );
    }
    const [{ count }] = (await sql(url, 'SELECT count(*)::int AS count FROM oauth_nonces')) as [{ count: number }];
    expect(count > 0).toBe(store === 'the table');

    // With PUBLIC_URL no Host is believed.
    const Host = new URL(near).host;
    const asked = new OAuth1Client(near, client.consumer).header(ME, { token });
    expect((await exchange(near, 'GET', ME, { Authorization: asked, Host })).body.message).toBe('OBP-98108: Invalid signature');

    // What ends a session ends its token, on both and at once or nearly.
    await sql(url, `UPDATE sessions SET revoked_at = now() WHERE authentication_type = 'OAuth1.0a'`);
    const revoked = Date.now();
    const status = async (): Promise<number> => (await exchange(far, 'GET', ME, { Authorization: own.header(ME, { token }) })).status;
    while ((await status()) !== 401) expect(Date.now() - revoked).toBeLessThan(1_000);

    // A read of the database gives nothing away.
    const rows = JSON.stringify([
      await sql(url, 'SELECT t::text FROM oauth_request_tokens t'),
      await sql(url, 'SELECT t::text FROM oauth_access_tokens t'),
      await sql(url, 'SELECT t::text FROM sessions t'),
    ]);
    for (const secret of [token.key, token.secret]) expect(rows).not.toContain(secret);
    expect(first.output()).not.toContain(token.key);
  });

  test('tokens expire', async () => {
    const { url, drop } = await createDatabase();
    ends.push(drop);
    const { client, username, password } = clientOf(await start({ ...KEYS, DATABASE_URL: url, SANDBOX: 'true' }));
    const access = await client.accessToken(username, password);
    expect((await client.send(ME, { token: access })).status).toBe(200);
    const lives = await sql(
      url,
      `SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM sessions WHERE authentication_type = 'OAuth1.0a'`,
    );
    expect(lives).toEqual([{ seconds: 672 * 3600 }]);
    const asked = await client.requestToken('oob');
    const open = await client.requestToken('oob');
    const verifier = verifierOn((await agree(client.base, asked.key, { username, password })).body);
    const [{ left }] = (await sql(url, 'SELECT max(extract(epoch FROM expires_at - now()))::int AS left FROM oauth_request_tokens')) as [
      { left: number },
    ];
    expect(left).toBeGreaterThan(1_700);
    expect(left).toBeLessThanOrEqual(1_800);

    await sql(url, `UPDATE oauth_request_tokens SET expires_at = now() - interval '1 second'`);
    await sql(url, `UPDATE sessions SET expires_at = now() - interval '1 second'`);
    expect((await client.exchange(asked, verifier)).body).toBe(`Invalid or expired request token: ${asked.key}`);
    expect((await page(client.base, open.key)).answer.body).toContain('Token expired');
    await new Promise((resolve) => setTimeout(resolve, 850)); // principals are remembered that long
    expect((await client.send(ME, { token: access })).body.message).toBe('OBP-98107: Invalid or expired access token: ');
  });
});

test('while Redis is away nonces are in the table', async () => {
  const { env, drop } = await ownDatabase();
  ends.push(drop);
  const { client, username, password } = clientOf(await start({ ...env, REDIS_URL: 'redis://127.0.0.1:1/0' }));
  const token = await client.accessToken(username, password);
  const Authorization = client.header(ME, { token });
  const statuses = [];
  for (let call = 0; call < 3; call++) statuses.push((await exchange(client.base, 'GET', ME, { Authorization })).status);
  expect(statuses).toEqual([200, 401, 401]);
});

onServer('a sandbox of an earlier release', () => {
  test('gets its secret at the next start, and keeps what was changed', async () => {
    const { url, drop } = await createDatabase();
    ends.push(drop);
    const DATA_DIR = temporaryFolder();
    ends.push(() => {
      removeFolder(DATA_DIR);
      return Promise.resolve();
    });
    const env = { ...KEYS, DATABASE_URL: url, SANDBOX: 'true', DATA_DIR };
    await (await startService(env)).stop();
    await sql(url, `UPDATE consumers SET secret = '', redirect_url = 'https://mine.example/'`);
    const { client, username, password } = clientOf(await start(env));
    expect((await client.send(ME, { token: await client.accessToken(username, password) })).status).toBe(200);
    expect(await sql(url, 'SELECT redirect_url FROM consumers')).toEqual([{ redirect_url: 'https://mine.example/' }]);
  });
});

/** Asks one replica and signs for the URL that all of them have. */
class SignedForPublicUrl extends OAuth1Client {
  override header(...[path, call]: Parameters<OAuth1Client['header']>): string {
    return super.header(path, { signedFor: PUBLIC_URL, ...call });
  }
}
