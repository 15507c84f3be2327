import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { createDatabase, databaseKind, ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService, temporaryFolder, SHORT_LIVED } from '../support/service.mjs';
import { connectTo, sql, until } from '../support/sql.js';

jest.setTimeout(120_000);

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const onServer = databaseKind() === 'postgres' ? test : test.skip;
const KEYS = { JWT_SECRET: 'a-jwt-secret-of-at-least-32-characters', SECRETS_KEY: 'a-secrets-key-of-at-least-32-characters' };

/** A call that is refused with 403, since staff hold no such role. */
const refused = async ({ url }: Service, token: string): Promise<void> => {
  const { status } = await exchange(url, 'GET', '/messaging/v1/audit-records', { DirectLogin: `token=${token}` });
  expect(status).toBe(403);
};

test('what was refused before a graceful end is counted, and shown at the command line, which leaves a record', async () => {
  const database = await ownDatabase();
  const dataDir = temporaryFolder();
  const env = { ...database.env, ...KEYS, SANDBOX: 'true', DATA_DIR: dataDir };
  const service = await startService(env);
  const { token, sandbox } = await SandboxClient.of(service);
  for (let times = 0; times < 5; times++) await refused(service, token);
  await service.stop();
  const cli = async (...args: string[]): Promise<any> => {
    const { stdout } = await promisify(execFile)(process.execPath, [...SHORT_LIVED, CLI, ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    return JSON.parse(stdout);
  };
  const { user_id: userId, username } = sandbox.users.staff;
  const { refused_calls: counts } = await cli('audit', 'refusals', '--user-id', userId);
  expect(counts[0]).toMatchObject({ address: '127.0.0.1', user_id: userId, username, logins: 0, unauthenticated: 0 });
  expect((counts as { forbidden: number }[]).reduce((sum, { forbidden }) => sum + forbidden, 0)).toBe(5);
  const { audit_records: records } = await cli('audit', 'list', '--action', 'refused_calls.exported');
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ actor_user_id: '', correlation_id: `cli-${records[0].request_id}`, after: { userId } });
  removeFolder(dataDir);
  await database.drop();
});

describe('on one server', () => {
  onServer('two replicas count into the same row, also at the same time, and old rows go', async () => {
    const { url, drop } = await createDatabase();
    const env = { DATABASE_URL: url, SANDBOX: 'true', ...KEYS, IDEMPOTENCY_KEY_HOURS: String(1 / 3600) }; // removes what has expired each second
    const replicas = await Promise.all([startService(env), startService(env)]);
    const { token, sandbox } = await SandboxClient.of(replicas[0]);
    await sql(url, `INSERT INTO refused_calls SELECT now() - d * interval '1 day', 'old', '', 1, 0, 0 FROM generate_series(29, 40) d`);
    await Promise.all(replicas.flatMap((replica) => Array.from({ length: 40 }, () => refused(replica, token))));
    const rows = (): Promise<{ minute: Date; forbidden: number }[]> =>
      sql(url, 'SELECT minute, forbidden FROM refused_calls WHERE user_id = $1', [sandbox.users.staff.user_id]);
    await until('all are counted', async () => (await rows()).reduce((sum, { forbidden }) => sum + forbidden, 0) === 80);
    expect((await rows()).length).toBeLessThanOrEqual(2); // the minute may have ended meanwhile
    await until('old rows are gone', async () => (await sql(url, `SELECT 1 FROM refused_calls WHERE address = 'old'`)).length <= 2);
    expect(await sql(url, `SELECT 1 FROM refused_calls WHERE address = 'old'`)).toHaveLength(1);
    await Promise.all(replicas.map((replica) => replica.stop()));
    await drop();
    for (const { dataDir } of replicas) removeFolder(dataDir);
  });

  onServer('no call waits for the count, which is written as soon as the table can be written', async () => {
    const { url, drop } = await createDatabase();
    const service = await startService({ DATABASE_URL: url, SANDBOX: 'true', ...KEYS });
    const { token } = await SandboxClient.of(service);
    const holder = await connectTo(url);
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE refused_calls IN ACCESS EXCLUSIVE MODE');
    for (let times = 0; times < 30; times++) await refused(service, token); // more than there are connections
    await holder.query('COMMIT');
    await holder.end();
    const count = async (): Promise<number> =>
      (await sql<{ all: number }>(url, 'SELECT COALESCE(sum(forbidden), 0)::int AS all FROM refused_calls'))[0]?.all ?? 0;
    await until('all are counted', async () => (await count()) === 30);
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });
});
