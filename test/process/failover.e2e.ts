import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { findPrograms } from '../../bench/chaos/cluster.mjs';
import { Pair } from '../../bench/chaos/pair.mjs';
import { Switch } from '../../bench/chaos/switch.mjs';
import { Cleanup } from '../../bench/support/cleanup.mjs';
import { exchange } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { until } from '../support/sql.js';

jest.setTimeout(120_000);

const programs = findPrograms();
const REDIS = process.env['TEST_REDIS_URL'];
// It takes servers of its own, and so the programs of one on this machine.
(programs === undefined ? describe.skip : describe)('a primary and its synchronous standby', () => {
  const cleanup = new Cleanup();
  let pair: Pair;
  let address: Switch;
  let service: Service;
  let client: SandboxClient;
  let metrics: number;
  let env: Record<string, string>;

  beforeAll(async () => {
    pair = await Pair.start(cleanup, programs as string);
    address = await Switch.start(cleanup, pair.primary.port);
    metrics = await freePort();
    const hosts = `127.0.0.1:${new URL(address.url).port},127.0.0.1:${pair.standby.port}`;
    env = {
      DATABASE_URL: `postgres://postgres@${hosts}/postgres?target_session_attrs=read-write`,
      ...(REDIS === undefined ? {} : { DATABASE_REPLICA_URLS: `${pair.standby.url}?target_session_attrs=standby`, REDIS_URL: REDIS }),
    };
    service = await startService({ ...env, METRICS_PORT: String(metrics), SANDBOX: 'true' });
    cleanup.add(() => removeFolder(service.dataDir));
    cleanup.add(() => service.stop());
    client = await SandboxClient.of(service);
  });
  afterAll(() => cleanup.run());

  const ready = async (): Promise<[status: number, body: unknown]> => {
    const { status, body } = await exchange(service.url, 'GET', '/health/ready', {});
    return [status, status === 200 ? body : undefined];
  };
  const readsOf = async (from: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    return Number(new RegExp(`^customer_messages_replica_reads_total\\{from="${from}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  };
  /** One of TypeORM's own transactions. After the first time the name is taken, which its insert finds out. */
  const transact = async (): Promise<number> => {
    const collection = { api_collection_name: 'a transaction', is_sharable: false, description: '' };
    const headers = { DirectLogin: `token=${client.token}`, 'Content-Type': 'application/json' };
    const { status, body } = await exchange(service.url, 'POST', '/obp/v4.0.0/my/api-collections', headers, JSON.stringify(collection));
    return String(body.message).startsWith('OBP-30086') ? 201 : status;
  };

  // Without Redis nobody may read from a replica.
  (REDIS === undefined ? test.skip : test)(
    'lists come from a standby that is half a second late, and nobody misses what they have written, by this process or another',
    async () => {
      await pair.standby.set({ recovery_min_apply_delay: '500ms' });
      const second = await startService(env);
      try {
        const other = await SandboxClient.of({ url: second.url, dataDir: service.dataDir });
        const isUsed = async (): Promise<boolean> => {
          const before = await readsOf('replica');
          await client.texts();
          return (await readsOf('replica')) > before;
        };
        await until('the standby is used', isUsed);
        for (let round = 1; round <= 20; round++) {
          const [from, to] = round % 2 === 0 ? [client, other] : [other, client];
          expect((await from.send(`own ${round}`)).status).toBe(201);
          // The process that wrote has only its own memory to go by; the other one has only Redis.
          expect(await from.texts()).toContain(`own ${round}`);
          expect(await to.texts()).toContain(`own ${round}`);
          if (round % 10 === 0) await until('the standby is used again', isUsed);
        }
      } finally {
        await second.stop();
        removeFolder(second.dataDir);
        await pair.standby.set({ recovery_min_apply_delay: '0' });
      }
    },
  );

  test('an address that leads to the standby for a while costs no longer than that, on any way', async () => {
    expect(await transact()).toBe(201);
    address.leadTo(pair.standby.port);
    address.cut();
    await until('nothing is stored', async () => (await client.send('to nobody')).status === 503 && (await transact()) === 503);
    expect(await ready()).toEqual([503, undefined]);
    address.leadTo(pair.primary.port); // open connections stay where they are
    const since = Date.now();
    await until('all is stored', async () => (await client.send('back')).status === 201 && (await transact()) === 201);
    expect(Date.now() - since).toBeLessThan(2_000);
    expect(await ready()).toEqual([200, { status: 'ok' }]);
  });

  test('a server that is made read-only and writable again is used at once', async () => {
    await pair.primary.set({ default_transaction_read_only: 'on' });
    await until('nothing is stored', async () => (await client.send('to nobody')).status === 503 && (await transact()) === 503);
    expect((await client.get(client.messages)).status).toBe(200);
    expect(await ready()).toEqual([503, undefined]);
    await pair.primary.set({ default_transaction_read_only: 'off' });
    const since = Date.now();
    await until('all is stored', async () => (await client.send('writable')).status === 201 && (await transact()) === 201);
    expect(Date.now() - since).toBeLessThan(2_000);
  });

  test('a synchronous standby that is lost is said, and waited for', async () => {
    await pair.standby.end('SIGINT');
    const waiting = client.send('on both');
    await until('it is said', async () => JSON.stringify(await ready()) === '[200,{"status":"ok","synchronous_standby":"missing"}]');
    expect((await client.get(client.messages)).status).toBe(200);
    await pair.standby.start();
    expect((await waiting).status).toBe(201);
    await until('it is said no more', async () => JSON.stringify(await ready()) === '[200,{"status":"ok"}]');
  });

  test('when the primary is killed and the standby promoted, nothing that was answered is lost', async () => {
    expect((await client.send('before')).status).toBe(201);
    await pair.kill();
    expect((await client.send('meanwhile')).status).toBe(503);
    expect(await ready()).toEqual([503, undefined]);
    await pair.promote();
    const since = Date.now();
    await until('all is stored', async () => (await client.send('after')).status === 201 && (await transact()) === 201);
    expect(Date.now() - since).toBeLessThan(2_000);
    const texts = await client.texts();
    expect(texts).toEqual(expect.arrayContaining(['before', 'after']));
    expect(texts).not.toContain('meanwhile');
  });
});
