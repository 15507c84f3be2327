import { readdirSync } from 'node:fs';
import { describe, expect, jest, test } from '@jest/globals';
import { exchange, sandboxOf } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService, temporaryFolder } from '../support/service.mjs';
import { sql } from '../support/sql.js';

jest.setTimeout(300_000);

const OLD = 'the-old-secret-of-32-characters-or-more';
const NEW = 'the-new-secret-of-32-characters-or-more';

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

/** One file, one migration. */
const MIGRATION_FILES = readdirSync(new URL('../../src/app/schema/migrations/', import.meta.url)).length;

onServer('several processes on one server', () => {
  test('ten replicas that start together on an empty database make everything once', async () => {
    const { url, drop } = await createDatabase();
    const env = { DATABASE_URL: url, SANDBOX: 'true', JWT_SECRET: OLD, SECRETS_KEY: OLD, DATABASE_POOL_SIZE: '2' };
    const replicas = await Promise.all(Array.from({ length: 10 }, () => startService(env)));
    try {
      for (const { url: base } of replicas) expect((await exchange(base, 'GET', '/health/ready', {})).status).toBe(200);
      expect(replicas.filter(({ output }) => output().includes('ran Foundation'))).toHaveLength(1);
      const counts = await sql(
        url,
        `SELECT (SELECT count(*)::int FROM migrations) AS migrations, (SELECT count(*)::int FROM banks) AS banks,
                (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM consumers) AS consumers`,
      );
      expect(counts).toEqual([{ migrations: MIGRATION_FILES, banks: 1, users: 3, consumers: 1 }]);
      const sandbox = sandboxOf((replicas[0] as Service).dataDir);
      for (const { url: base, dataDir } of replicas) {
        const explorer = { ...sandbox.api_explorer_ii, VITE_OBP_API_HOST: base };
        expect(sandboxOf(dataDir)).toEqual({ ...sandbox, base_url: base, api_explorer_ii: explorer });
      }

      const tokens = await Promise.all(replicas.map(async (replica) => (await SandboxClient.of(replica)).token));
      for (const [index, replica] of replicas.entries()) {
        const other = tokens[(index + 1) % tokens.length];
        expect((await (await SandboxClient.of(replica)).send('from another replica', other)).status).toBe(201);
      }
    } finally {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await drop();
      for (const { dataDir } of replicas) removeFolder(dataDir);
    }
  });

  test('tokens live through a rotation of JWT_SECRET as long as the old one is listed', async () => {
    const { url, drop } = await createDatabase();
    const dataDir = temporaryFolder();
    const start = (secret: string): Promise<Service> =>
      startService({ DATABASE_URL: url, SANDBOX: 'true', DATA_DIR: dataDir, JWT_SECRET: secret });

    let service = await start(OLD);
    const { token: old } = await SandboxClient.of(service);
    await service.stop();

    service = await start(`${NEW}, ${OLD}`);
    const both = await SandboxClient.of(service);
    expect((await both.send('with the old', old)).status).toBe(201);
    expect((await both.send('with the new')).status).toBe(201);
    await service.stop();

    service = await start(NEW);
    const after = await SandboxClient.of(service);
    const { status, body } = await after.send('with the old', old);
    expect([status, body.message]).toEqual([401, expect.stringContaining('OBP-20003')]);
    expect((await after.send('with the new', both.token)).status).toBe(201);
    await service.stop();

    await drop();
    removeFolder(dataDir);
  });
});
