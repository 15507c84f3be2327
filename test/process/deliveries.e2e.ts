import { setTimeout as sleep } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import { Client, exchange } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService, temporaryFolder } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';
import { CUSTOMER, MESSAGE } from '../support/world.js';

jest.setTimeout(400_000);

const onServer = databaseKind() === 'postgres';
const WANTED = onServer ? 500 : 100;
/** The simulator answers after thirty seconds. */
const SLOW = { mobile_phone_number: '+34600000004', email: 'found-in-no-log@example.com' };
const TEXT = 'a text that is found in no log';
const KEY = 'a-key-that-both-processes-of-this-test-share';

interface Shown {
  readonly delivery_id: string;
  readonly status: string;
  readonly attempts: { readonly outcome: string }[];
}

test('kill -9 of a process that is sending loses no delivery; what it may have sent is sent again under the same key', async () => {
  const { env, drop } = await ownDatabase();
  const start = (dataDir = temporaryFolder()): Promise<Service> =>
    startService({ ...env, DATA_DIR: dataDir, JWT_SECRET: KEY, SECRETS_KEY: KEY, LOG_LEVEL: 'trace', SANDBOX: 'true' });
  const killed = await start();
  // On a server another process goes on; on the embedded database the next start does.
  let survivor = onServer ? await start() : killed;
  try {
    const staff = await SandboxClient.of(killed);
    const { sandbox } = staff;
    const admin = await new Client(killed.url).login(sandbox.users.admin.username, sandbox.users.admin.password, sandbox.consumer_key);
    const headers = (token: string): Record<string, string> => ({ DirectLogin: `token=${token}`, 'Content-Type': 'application/json' });
    const entitlement = JSON.stringify({ bank_id: '', role_name: 'CanCreateCustomerAtAnyBank' });
    const entitlements = `/obp/v4.0.0/users/${sandbox.users.admin.user_id}/entitlements`;
    expect((await exchange(killed.url, 'POST', entitlements, headers(admin), entitlement)).status).toBe(201);
    const body = JSON.stringify({ ...CUSTOMER, ...SLOW });
    const made = await exchange(killed.url, 'POST', `/obp/v4.0.0/banks/${sandbox.bank_id}/customers`, headers(admin), body);
    expect(made.status).toBe(201);
    const batch = Array.from({ length: WANTED }, () => ({
      ...MESSAGE,
      transport: 'SMS',
      message: TEXT,
      customer_id: made.body.customer_id,
    }));
    const created = await exchange(
      killed.url,
      'POST',
      `/messaging/v1/banks/${sandbox.bank_id}/messages`,
      headers(staff.token),
      JSON.stringify(batch),
    );
    expect(created.status).toBe(207);
    await sleep(8_000); // both have looked for lanes
    await killed.stop('SIGKILL');
    if (!onServer) survivor = await start(killed.dataDir);

    const reader = await SandboxClient.of(survivor);
    let all: Shown[] = [];
    const last = Date.now() + 240_000;
    while (Date.now() < last) {
      const { status, body: list } = await reader.get(`/messaging/v1/banks/${sandbox.bank_id}/deliveries?limit=500`);
      expect(status).toBe(200);
      all = list.deliveries as Shown[];
      if (all.every((one) => one.status === 'delivered')) break;
      await sleep(2_000);
    }
    expect(all.length).toBe(WANTED);
    expect(all.filter((one) => one.status !== 'delivered')).toEqual([]);
    const outcomes = all.map(({ attempts }) => attempts.map(({ outcome }) => outcome).join(', '));
    expect([...new Set(outcomes)].sort()).toEqual(onServer ? ['accepted', 'interrupted, accepted'] : ['interrupted, accepted']);
    if (onServer) {
      const keys = await sql(
        String(env.DATABASE_URL),
        `SELECT count(*)::int AS deliveries, count(*) FILTER (WHERE keys > 1)::int AS wrong, (SELECT count(*)::int FROM delivery_queue) AS left
           FROM (SELECT count(DISTINCT send_key) AS keys FROM delivery_attempts GROUP BY delivery_id) one`,
      );
      expect(keys).toEqual([{ deliveries: WANTED, wrong: 0, left: 0 }]);
    }
  } finally {
    await survivor.stop();
  }
  const logs = killed.output() + survivor.output();
  for (const secret of [SLOW.mobile_phone_number.slice(1), SLOW.email, TEXT]) expect(logs).not.toContain(secret);
  expect(logs.length).toBeGreaterThan(0);
  await drop();
  for (const { dataDir } of new Set([killed, survivor])) removeFolder(dataDir);
});

const fleet = onServer ? test : test.skip;

fleet('a process that only sends is told by one that sends nothing, and serves nobody', async () => {
  const { env, drop } = await ownDatabase();
  const start = (workers: string): Promise<Service> =>
    startService({ ...env, DELIVERY_WORKERS: workers, DATABASE_DIRECT_URL: String(env.DATABASE_URL), SANDBOX: 'true' });
  const front = await start('off');
  const sender = await start('only');
  try {
    const staff = await SandboxClient.of(front);
    expect((await exchange(sender.url, 'GET', '/health/ready', {})).status).toBe(200);
    expect((await exchange(sender.url, 'GET', '/obp/v4.0.0/banks', {})).status).toBe(404);
    const headers = { DirectLogin: `token=${staff.token}`, 'Content-Type': 'application/json' };
    expect((await exchange(sender.url, 'POST', staff.messages, headers, JSON.stringify({ ...MESSAGE, transport: 'SMS' }))).status).toBe(
      404,
    );
    for (let count = 0; count < 10; count++) {
      const { status } = await exchange(front.url, 'POST', staff.messages, headers, JSON.stringify({ ...MESSAGE, transport: 'SMS' }));
      expect(status).toBe(201);
    }
    const sent = 'SELECT count(*)::int AS count FROM deliveries WHERE sent_at IS NOT NULL';
    await until('all ten are sent', async () => (await sql(String(env.DATABASE_URL), sent))[0]?.count === 10);
  } finally {
    await Promise.all([front.stop(), sender.stop()]);
  }
  for (const { dataDir } of [front, sender]) removeFolder(dataDir);
  await drop();
});
