import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '../support/client.js';
import { limit, loginThrough, newConsumer, type NewConsumer } from '../support/consumers.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { World, type WorldUser } from '../support/world.js';

const ME = '/obp/v4.0.0/users/current/user_id';
const REDIS = process.env.TEST_REDIS_URL;
const started: (() => Promise<void>)[] = [];

/** Services on one database of their own. */
async function start(...envs: Record<string, string>[]): Promise<Service[]> {
  const { env, drop } = await ownDatabase();
  // Replicas share their keys; a copied folder of the embedded database has its own.
  const key = 'one-key-for-all-replicas-of-this-test';
  const common = databaseKind() === 'postgres' ? { ...env, JWT_SECRET: key, SECRETS_KEY: key } : env;
  const services: Service[] = [];
  for (const own of envs) services.push(await startService({ ...common, ...own }));
  started.push(async () => {
    for (const service of services) {
      await service.stop();
      removeFolder(service.dataDir);
    }
    await drop();
  });
  return services;
}

afterAll(async () => {
  for (const stop of started) await stop();
});

async function worldOf({ url, dataDir }: Service): Promise<{ world: World; user: WorldUser }> {
  const world = await World.create(new Client(url), dataDir);
  for (const role of ['CanCreateConsumer', 'CanSetCallLimits', 'CanReadCallLimits']) await world.grantIfMissing(world.admin, role);
  return { world, user: await world.user('caller') };
}

const warnings = (service: Service, text: string): number => service.output().split(text).length - 1;

test('a Redis that is away refuses nobody, and is reported once', async () => {
  const [service] = (await start({ REDIS_URL: 'redis://somebody:secret-of-redis@127.0.0.1:1/0' })) as [Service];
  const { world, user } = await worldOf(service);
  const consumer = await newConsumer(world);
  const token = await loginThrough(world, user, consumer);
  await limit(world, consumer, { per_hour_call_limit: '2' });
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++) statuses.push((await world.client.get(ME, { token })).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  const { body } = await world.client.get('/obp/v3.1.0/rate-limiting');
  expect(body).toEqual({ enabled: true, technology: 'REDIS', service_available: false, is_active: true });
  expect(warnings(service, 'Redis is away')).toBe(1);
  expect(service.output()).toContain('ECONNREFUSED');
  expect(service.output()).not.toContain('secret-of-redis');
});

const describeReplicas = REDIS && databaseKind() === 'postgres' ? describe : describe.skip;

describeReplicas('two replicas with one Redis', () => {
  let first: Service;
  let second: Service;
  let world: World;
  let user: WorldUser;
  let consumer: NewConsumer;
  let token: string;
  const call = ({ url }: Service): Promise<number> => new Client(url).get(ME, { token }).then(({ status }) => status);

  beforeAll(async () => {
    [first, second] = (await start({ REDIS_URL: REDIS ?? '' }, { REDIS_URL: REDIS ?? '' })) as [Service, Service];
    ({ world, user } = await worldOf(first));
    consumer = await newConsumer(world);
    token = await loginThrough(world, user, consumer);
  });

  test('count together', async () => {
    await limit(world, consumer, { per_hour_call_limit: '5', per_month_call_limit: '1000' });
    const statuses = await Promise.all(Array.from({ length: 10 }, (_, at) => call(at % 2 === 0 ? first : second)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);

    const path = `/obp/v3.1.0/management/consumers/${consumer.consumerId}/consumer/call-limits`;
    const { body } = await new Client(second.url).get(path, { token: world.admin.token });
    expect(body.current_state).toEqual({
      per_hour: { calls_made: 5, reset_in_seconds: expect.any(Number) },
      per_month: { calls_made: 5, reset_in_seconds: expect.any(Number) },
    });
    expect(body.current_state.per_hour.reset_in_seconds).toBeGreaterThan(3500);
    expect(body.current_state.per_month.reset_in_seconds).toBeGreaterThan(2_591_000);
  });

  test('see within a second that limits were changed on the other', async () => {
    await limit(world, consumer, {});
    const lifted = Date.now();
    while ((await call(second)) !== 200) expect(Date.now() - lifted).toBeLessThan(1_000);
  });
});

(REDIS ? test : test.skip)('a Redis that goes away is reported once, and once when it is back', async () => {
  const proxy = await Proxy.to(new URL(REDIS ?? ''));
  const [service] = (await start({ REDIS_URL: proxy.url })) as [Service];
  const { world, user } = await worldOf(service);
  const consumer = await newConsumer(world);
  const token = await loginThrough(world, user, consumer);
  await limit(world, consumer, { per_hour_call_limit: '3' });
  const call = (): Promise<number> => world.client.get(ME, { token }).then(({ status }) => status);

  expect(await call()).toBe(200);
  await proxy.close();
  expect([await call(), await call(), await call(), await call()]).toEqual([200, 200, 200, 429]); // its own count begins at none
  await proxy.open();
  await until(() => warnings(service, 'Redis is back') === 1);
  expect([await call(), await call(), await call()]).toEqual([200, 200, 429]); // the shared count goes on where it was
  proxy.silent = true;
  const asked = Date.now();
  expect([await call(), await call(), await call()]).toEqual([429, 429, 429]);
  expect(Date.now() - asked).toBeLessThan(900); // one of them waited, the others did not
  await until(() => warnings(service, 'Redis is away') >= 2); // the log is written after the answers
  expect([warnings(service, 'Redis is away'), warnings(service, 'Redis is back')]).toEqual([2, 1]);
  await proxy.close();
});

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Stands between the service and Redis, so that a test can take Redis away. */
class Proxy {
  /** Takes what is sent and answers nothing. */
  silent = false;
  private readonly sockets = new Set<net.Socket>();
  private server = net.createServer();
  private port = 0;

  private constructor(private readonly target: URL) {}

  static async to(target: URL): Promise<Proxy> {
    const proxy = new Proxy(target);
    await proxy.open();
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  async open(): Promise<void> {
    this.server = net.createServer((near) => {
      const far = net.connect(Number(this.target.port || 6379), this.target.hostname);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.on('data', (data) => {
        if (!this.silent) far.write(data);
      });
      far.on('data', (data) => void near.write(data));
    });
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as net.AddressInfo).port;
  }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
