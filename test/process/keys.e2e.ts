import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { exchange, sandboxOf } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { OAuth1Client } from '../support/oauth1.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { keysIn, removeFolder, runToEnd, type Service, startService, temporaryFolder, SHORT_LIVED } from '../support/service.mjs';
import { sql } from '../support/sql.js';

jest.setTimeout(300_000);

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const ME = '/obp/v5.1.0/users/current';
const [OLD, NEW, OTHER] = ['the-old-key', 'the-new-key', 'another-key'].map((name) => `${name}-of-32-characters-or-more`) as [
  string,
  string,
  string,
];
const CANNOT_READ = /^SECRETS_KEY cannot decrypt what the database holds: [^\n]+discard-unreadable$/;
const OTHERS_SIGN = 'JWT_SECRET shares no key with other running processes on this database: give all of them the same list';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What a start that must fail says last: a line for each variable. */
async function refusal(env: Record<string, string>, lines: number): Promise<string[]> {
  const { code, output } = await runToEnd(env);
  expect([code, output.includes('listens on')]).toEqual([78, false]);
  for (const key of [OLD, NEW, OTHER]) expect(output).not.toContain(key);
  return output.trim().split('\n').slice(-lines);
}

async function start(env: Record<string, string>): Promise<Service> {
  const service = await startService({ DATA_DIR: temporaryFolder(), ...env });
  ends.push(async () => {
    await service.stop();
    removeFolder(service.dataDir);
  });
  return service;
}

function cli(args: string[], env: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [...SHORT_LIVED, CLI, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    cwd: env['DATA_DIR'],
    encoding: 'utf8',
  });
}

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('processes on one server', () => {
  async function database(): Promise<string> {
    const { url, drop } = await createDatabase();
    ends.push(drop);
    return url;
  }

  test('of two sandboxes that need no settings the one with another DATA_DIR is refused, and says which keys it lacks', async () => {
    const env = { DATABASE_URL: await database(), SANDBOX: 'true' };
    const first = await start(env);
    expect(await refusal(env, 2)).toEqual([expect.stringMatching(CANNOT_READ), OTHERS_SIGN]);
    const { JWT_SECRET, SECRETS_KEY } = keysIn(first.dataDir);
    expect(await refusal({ ...env, SECRETS_KEY }, 1)).toEqual([OTHERS_SIGN]);
    expect(await refusal({ ...env, JWT_SECRET }, 1)).toEqual([expect.stringMatching(CANNOT_READ)]);
    await start({ ...env, JWT_SECRET, SECRETS_KEY });
    expect((await (await SandboxClient.of(first)).send('all is as it was')).status).toBe(201);
  });

  test('both lists are rotated on two replicas, and at no time is anything refused that should not be', async () => {
    const url = await database();
    const folders = [temporaryFolder(), temporaryFolder()] as const;
    ends.push(() => folders.forEach(removeFolder));
    const running: Service[] = [];
    ends.push(() => Promise.all(running.map((service) => service.stop())));
    const tokens: string[] = [];

    /** Whoever has logged in anywhere until now is known everywhere, and the application signs everywhere. */
    const check = async (): Promise<void> => {
      for (const { url: base } of running) {
        const { consumer_key: key, consumer_secret: secret, users } = sandboxOf(folders[0]);
        expect(
          (await new OAuth1Client(base, { key, secret }).send('/oauth/initiate', { method: 'POST', oauth: { oauth_callback: 'oob' } }))
            .status,
        ).toBe(200);
        const DirectLogin = `username=${users.staff.username},password=${users.staff.password},consumer_key=${key}`;
        tokens.push((await exchange(base, 'POST', '/my/logins/direct', { DirectLogin, 'Content-Length': '0' })).body.token as string);
      }
      for (const { url: base } of running)
        for (const token of tokens) expect((await exchange(base, 'GET', ME, { DirectLogin: `token=${token}` })).status).toBe(200);
    };
    for (const list of [OLD, `${OLD},${NEW}`, `${NEW},${OLD}`]) {
      for (const at of [0, 1] as const) {
        await running[at]?.stop();
        running[at] = await startService({
          DATABASE_URL: url,
          SANDBOX: 'true',
          JWT_SECRET: list,
          SECRETS_KEY: list,
          DATA_DIR: folders[at],
        });
        expect(running[at].output()).not.toContain('other running processes');
        await check();
      }
    }
    tokens.length = 0; // the old key of JWT_SECRET is kept for as long as its tokens live; what it signed ends with it
    await check();
    for (const at of [0, 1] as const) {
      await running[at]?.stop();
      running[at] = await startService({ DATABASE_URL: url, SANDBOX: 'true', JWT_SECRET: NEW, SECRETS_KEY: NEW, DATA_DIR: folders[at] });
      await check();
    }
    const ids = await sql<{ id: string }>(
      url,
      `SELECT split_part(secret, '.', 2) AS id FROM consumers UNION SELECT split_part(secret, '.', 2) FROM oauth_request_tokens`,
    );
    expect(ids).toHaveLength(1);
    expect(await sql(url, 'SELECT key_id, is_current FROM key_checks ORDER BY purpose DESC')).toEqual([
      { key_id: ids[0]?.id, is_current: true },
      { key_id: '', is_current: false },
    ]);
    expect(JSON.stringify(await sql(url, 'SELECT * FROM key_checks'))).not.toContain(NEW);
    expect(await refusal({ DATABASE_URL: url, JWT_SECRET: OLD, SECRETS_KEY: OLD }, 2)).toEqual([
      expect.stringMatching(CANNOT_READ),
      OTHERS_SIGN,
    ]);
  });

  test('steps that are left out are refused, or said', async () => {
    const url = await database();
    const common = { DATABASE_URL: url, SANDBOX: 'true' };
    const first = await start({ ...common, JWT_SECRET: OLD, SECRETS_KEY: OLD });
    const hasty = await start({ ...common, JWT_SECRET: `${NEW},${OLD}`, SECRETS_KEY: `${NEW},${OLD}` });
    for (const name of ['SECRETS_KEY', 'JWT_SECRET']) expect(hasty.output()).toContain(`${name}: other running processes cannot `);
    // Nobody encrypts anew what the other could not read then; and it still encrypts with a key that the third lacks.
    expect((await (await SandboxClient.of(first)).send('still works')).status).toBe(201);
    expect(await refusal({ ...common, JWT_SECRET: NEW, SECRETS_KEY: NEW }, 2)).toEqual([
      expect.stringMatching(/^SECRETS_KEY /),
      OTHERS_SIGN,
    ]);
    await first.stop();
    // Still stored with the old one:
    expect(await refusal({ ...common, JWT_SECRET: NEW, SECRETS_KEY: NEW }, 1)).toEqual([expect.stringMatching(CANNOT_READ)]);
  });

  test('what is stored with keys that are lost is given up on the command line, while nothing runs', async () => {
    const url = await database();
    const common = { DATABASE_URL: url, SANDBOX: 'true', JWT_SECRET: OLD };
    const first = await start({ ...common, SECRETS_KEY: OLD });
    const { client, username, password } = signer(first);
    const token = await client.accessToken(username, password);
    const withOther = { ...common, SECRETS_KEY: OTHER, SANDBOX: 'false', DATA_DIR: first.dataDir };
    expect(cli(['consumer', 'create', '--name', 'Astray'], withOther)).toMatchObject({
      status: 78,
      stderr: expect.stringMatching(/^SECRETS_KEY /m),
    });
    expect(cli(['secrets', 'discard-unreadable'], withOther)).toMatchObject({
      status: 78,
      stderr: 'Stop all processes on this database first\n',
    });
    await first.stop();
    const { status, stdout } = cli(['secrets', 'discard-unreadable'], withOther);
    expect([status, JSON.parse(stdout)]).toEqual([
      0,
      {
        consumers_without_secret: [(await sql(url, 'SELECT consumer_id FROM consumers'))[0]?.consumer_id],
        consumers_without_previous_secrets: [],
        sessions_ended: 1,
        sign_ins_broken_off: 0,
      },
    ]);
    const next = await start({ ...common, SECRETS_KEY: OTHER });
    expect((await new OAuth1Client(next.url, client.consumer).send(ME, { token })).status).toBe(401);
    const anew = signer(next);
    expect((await anew.client.send(ME, { token: await anew.client.accessToken(username, password) })).status).toBe(200);
  });

  test('a database of an earlier release says by what it holds which keys it needs', async () => {
    const url = await database();
    const common = { DATABASE_URL: url, SANDBOX: 'true', JWT_SECRET: OLD };
    await (await start({ ...common, SECRETS_KEY: OLD })).stop();
    await sql(url, 'DELETE FROM key_checks');
    expect(await refusal({ ...common, SECRETS_KEY: NEW }, 1)).toEqual([expect.stringMatching(CANNOT_READ)]);
    await (await start({ ...common, SECRETS_KEY: `${NEW},${OLD}` })).stop();
    const { client, username, password } = signer(await start({ ...common, SECRETS_KEY: NEW }));
    expect((await client.send(ME, { token: await client.accessToken(username, password) })).status).toBe(200);
  });

  test('a process is known by its connection: after that was cut too', async () => {
    const url = await database();
    const env = { DATABASE_URL: url, SANDBOX: 'true', SECRETS_KEY: OLD };
    await start({ ...env, JWT_SECRET: OLD });
    await sql(url, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    const held = async (): Promise<number> =>
      (
        await sql(
          url,
          `SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        )
      ).length;
    while ((await held()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await refusal({ ...env, JWT_SECRET: NEW }, 1)).toEqual([OTHERS_SIGN]);
  });
});

test('a DATA_DIR whose keys are gone is refused, as is another key for the same database', async () => {
  if (databaseKind() === 'postgres') return; // as above
  const first = await startService();
  const { dataDir } = first;
  ends.push(() => removeFolder(dataDir));
  await first.stop();
  expect(await refusal({ DATA_DIR: dataDir, SECRETS_KEY: OTHER }, 1)).toEqual([expect.stringMatching(CANNOT_READ)]);
  rmSync(join(dataDir, 'secrets-key'));
  expect(await refusal({ DATA_DIR: dataDir }, 1)).toEqual([expect.stringMatching(CANNOT_READ)]);
  expect(cli(['secrets', 'discard-unreadable'], { DATA_DIR: dataDir }).status).toBe(0);
  const service = await startService({ DATA_DIR: dataDir });
  const { client, username, password } = signer(service);
  expect((await client.send(ME, { token: await client.accessToken(username, password) })).status).toBe(200);
  await service.stop();
});

/** A client of the sandbox's application, and a user. */
function signer({ url, dataDir }: Service): { client: OAuth1Client; username: string; password: string } {
  const { consumer_key: key, consumer_secret: secret, users } = sandboxOf(dataDir);
  return { client: new OAuth1Client(url, { key, secret }), ...users.customer };
}
