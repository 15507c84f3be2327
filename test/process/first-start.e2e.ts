import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, sandboxOf } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService, temporaryFolder } from '../support/service.mjs';
import { sql } from '../support/sql.js';

jest.setTimeout(180_000);

/** The permission bits of a file or folder. */
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a first start and the ones after it', () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'made', 'by-the-service');
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let service: Service;
  const start = async (): Promise<Service> => (service = await startService({ ...database.env, DATA_DIR: dataDir }));

  beforeAll(async () => {
    database = await ownDatabase();
    await start();
  });

  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(folder);
  });

  test('says what it is doing, then once all that a first request needs', () => {
    const lines = service.output().split('\n');
    const at = (text: string): number[] => lines.flatMap((line, index) => (line.includes(text) ? [index] : []));
    const [listening] = at('listens on');
    expect(at('ran Foundation')).toHaveLength(1);
    expect(at('starting the service')).toHaveLength(1);
    expect(Math.max(...at('ran Foundation'), ...at('starting'))).toBeLessThan(listening ?? 0);
    expect(lines.length).toBeLessThan(24);

    const { users, consumer_key: key, bank_id: bank, customer_id: customer } = sandboxOf(dataDir);
    for (const fact of [
      `API Explorer  ${service.url}/explorer`,
      `Swagger UI    ${service.url}/swagger`,
      `consumer key  ${key}`,
      `bank          ${bank}`,
      `customer      ${customer}`,
    ])
      expect(lines.filter((line) => line.trim() === fact)).toHaveLength(1);
    for (const { username, password } of Object.values(users))
      expect(lines.filter((line) => line.endsWith(` ${username} / ${password}`))).toHaveLength(1);
  });

  test('writes the same facts to sandbox.json, and they are true', async () => {
    const facts = JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8'));
    const user = { user_id: expect.stringMatching(/^[0-9a-f-]{36}$/), username: expect.any(String), password: expect.any(String) };
    expect(facts).toEqual({
      base_url: service.url,
      consumer_key: expect.any(String),
      consumer_secret: expect.any(String),
      redirect_url: expect.stringMatching(/^http:\/\/localhost:/),
      api_explorer_ii: {
        VITE_OBP_API_HOST: service.url,
        VITE_OBP_API_VERSION: 'v5.1.0',
        VITE_OBP_CONSUMER_KEY: facts.consumer_key,
        VITE_OBP_CONSUMER_SECRET: facts.consumer_secret,
        VITE_OBP_REDIRECT_URL: facts.redirect_url,
      },
      bank_id: expect.any(String),
      customer_id: expect.any(String),
      users: { admin: user, staff: user, customer: user },
    });
    const client = new Client(service.url);
    for (const { user_id, username, password } of Object.values(sandboxOf(dataDir).users)) {
      const token = await client.login(username, password, facts.consumer_key);
      const { body } = await client.get('/obp/v4.0.0/users/current/user_id', { token });
      expect(body).toEqual({ user_id });
    }
  });

  test('the curl line works as pasted', async () => {
    const line = service
      .output()
      .split('\n')
      .find((text) => text.trimStart().startsWith('curl '));
    const { stdout } = await promisify(execFile)('sh', ['-c', line ?? 'false']);
    expect(JSON.parse(stdout)).toEqual({ success: 'Success' });
    expect(await (await SandboxClient.of(service)).texts()).toEqual(['Your card is ready']);
  });

  test('keeps its secrets for its own user', () => {
    expect(mode(dataDir)).toBe('700');
    for (const file of ['jwt-secret', 'sandbox.json', 'format.json']) expect([file, mode(join(dataDir, file))]).toEqual([file, '600']);
    const postgres = join(dataDir, 'postgres');
    expect(existsSync(postgres)).toBe(database.env.DATABASE_URL === undefined);
    if (existsSync(postgres)) expect(mode(postgres)).toBe('700');
  });

  test('after Ctrl-C everything is still there, and the sandbox is not made again', async () => {
    const before = await SandboxClient.of(service);
    expect((await before.send('kept')).status).toBe(201);
    const texts = await before.texts();
    const { DATABASE_URL: url } = database.env;
    const secret = readFileSync(join(dataDir, 'jwt-secret'), 'utf8');

    expect(await service.stop('SIGINT')).toBe(0);
    await start();

    const after = await SandboxClient.of(service);
    const explorer = { ...before.sandbox.api_explorer_ii, VITE_OBP_API_HOST: service.url };
    expect(after.sandbox).toEqual({ ...before.sandbox, base_url: service.url, api_explorer_ii: explorer });
    expect(await after.texts()).toEqual(texts);
    if (url !== undefined)
      for (const [table, rows] of Object.entries({
        banks: 1,
        users: 3,
        customers: 1,
        consumers: 1,
        user_customer_links: 1,
        entitlements: 6,
      }))
        expect([table, await sql(url, `SELECT count(*)::int AS rows FROM ${table}`)]).toEqual([table, [{ rows }]]);
    expect(readFileSync(join(dataDir, 'jwt-secret'), 'utf8')).toBe(secret);
    // A token from before is still good.
    expect((await after.get(after.messages, before.token)).status).toBe(200);
    expect(service.output()).not.toContain('ran Foundation');
  });

  test('the embedded database does not need the rest of DATA_DIR, which is made anew', async () => {
    expect(await service.stop()).toBe(0);
    for (const file of ['sandbox.json', 'jwt-secret', 'format.json']) rmSync(join(dataDir, file));
    await start();
    expect(await (await SandboxClient.of(service)).texts()).toContain('kept');
  });

  test('what was changed in the sandbox stays changed', async () => {
    const { DATABASE_URL: url } = database.env;
    const admin = await (async () => {
      const { users, consumer_key: key } = sandboxOf(dataDir);
      return new Client(service.url).login(users.admin.username, users.admin.password, key);
    })();
    const { staff } = sandboxOf(dataDir).users;
    const grant = { bank_id: '', role_name: 'CanCreateBank' };
    const granted = await new Client(service.url).post(`/obp/v4.0.0/users/${staff.user_id}/entitlements`, grant, { token: admin });
    expect(granted.status).toBe(201);
    if (url !== undefined) {
      await sql(url, `UPDATE banks SET full_name = 'Renamed'`);
      await sql(url, `DELETE FROM entitlements WHERE role_name = 'CanGetCustomerMessages'`);
    }
    expect(await service.stop()).toBe(0);
    await start();

    const client = await SandboxClient.of(service);
    const again = await new Client(service.url).post(`/obp/v4.0.0/users/${staff.user_id}/entitlements`, grant, { token: admin });
    expect([again.status, again.body.message]).toEqual([expect.any(Number), expect.stringContaining('OBP-30216')]);
    if (url !== undefined) {
      expect(await sql(url, 'SELECT full_name FROM banks')).toEqual([{ full_name: 'Renamed' }]);
      expect((await client.get(client.messages)).status).toBe(403);
    }
  });
});
