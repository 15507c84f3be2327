import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Client, sandboxOf } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { Follower } from '../support/follower.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { launch, removeFolder, type Service, startService, temporaryFolder } from '../support/service.mjs';
import { connectTo, sql, until } from '../support/sql.js';

jest.setTimeout(180_000);

/** Milliseconds within which a service that was asked to end has to be gone. */
const PATIENCE = 10_000;
/** Less than after which it cuts connections whose requests are still running. */
const NOTHING_RUNNING = 7_000;

describe('the end', () => {
  const dataDir = temporaryFolder();
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let service: Service;

  beforeAll(async () => {
    database = await ownDatabase();
  });
  beforeEach(async () => {
    service = await startService({ ...database.env, DATA_DIR: dataDir });
  });
  afterEach(() => service.stop('SIGKILL'));
  afterAll(async () => {
    await database.drop();
    removeFolder(dataDir);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s: connections that ask for nothing hold nothing up', async (signal) => {
    const { hostname, port } = new URL(service.url);
    const silent = connect(Number(port), hostname).on('error', () => undefined);
    const idle = await SandboxClient.of(service); // its agent keeps the connection
    expect((await idle.send('before the end')).status).toBe(201);
    const since = Date.now();
    const stopped = service.stop(signal);
    service.process.kill(signal); // as a terminal and npm do: twice
    expect(await stopped).toBe(0);
    expect(Date.now() - since).toBeLessThan(NOTHING_RUNNING);
    expect(service.output().match(/stopping/g)).toHaveLength(1);
    silent.destroy();
  });

  test('a followed inbox is let go at once', async () => {
    const { consumer_key: key, users } = sandboxOf(dataDir);
    const token = await new Client(service.url).login(users.customer.username, users.customer.password, key);
    const follower = await Follower.open(token, {}, service.url);
    const since = Date.now();
    expect(await service.stop()).toBe(0);
    expect(Date.now() - since).toBeLessThan(NOTHING_RUNNING);
    await follower.until(({ ended }) => ended);
    expect(follower.isWhole).toBe(true); // ended, and not cut
  });

  const onServer = databaseKind() === 'postgres' ? test : test.skip;
  onServer.each(['SIGTERM', 'SIGINT'] as const)('%s: a running request is answered, a new connection refused', async (signal) => {
    const url = database.env.DATABASE_URL ?? '';
    const client = await SandboxClient.of(service);
    const holder = await connectTo(url);
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE messages IN ACCESS EXCLUSIVE MODE');
    const answering = client.send(`sent while ending by ${signal}`);
    await until('the request waits for the lock', async () => {
      const waiting = await sql(url, `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`);
      return waiting.length > 0;
    });

    const since = Date.now();
    const stopped = service.stop(signal);
    await until('new connections are refused', () => refused(service.url));
    expect(service.process.exitCode).toBeNull();
    await holder.query('ROLLBACK');
    await holder.end();

    expect((await answering).status).toBe(201);
    expect(await stopped).toBe(0);
    expect(Date.now() - since).toBeLessThan(PATIENCE);
    const stored = await sql(url, 'SELECT count(*)::int AS count FROM messages WHERE message = $1', [`sent while ending by ${signal}`]);
    expect(stored).toEqual([{ count: 1 }]);
  });

  onServer('a request that does not finish in time does not keep the service', async () => {
    const url = database.env.DATABASE_URL ?? '';
    const client = await SandboxClient.of(service);
    const holder = await connectTo(url);
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE messages IN ACCESS EXCLUSIVE MODE');
    const answering = client.send('never').catch(() => undefined);
    await until('the request waits for the lock', async () => {
      const waiting = await sql(url, `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`);
      return waiting.length > 0;
    });
    const since = Date.now();
    expect(await service.stop()).toBe(1);
    expect(Date.now() - since).toBeLessThan(PATIENCE);
    await holder.end();
    await answering;
  });
});

test('a signal during the start ends it at once, and the next start works', async () => {
  const { env, drop } = await ownDatabase();
  const dataDir = temporaryFolder();
  const first = launch({ PORT: '0', ...env, DATA_DIR: dataDir });
  await until('something is started', () => /making the embedded|starting the service/.test(first.output()));
  first.child.kill('SIGTERM');
  await first.exited;
  expect(first.child.exitCode).toBe(143);
  expect(first.output()).not.toContain('listens on');

  const second = await startService({ ...env, DATA_DIR: dataDir });
  expect((await (await SandboxClient.of(second)).send('works')).status).toBe(201);
  expect(await second.stop()).toBe(0);
  await drop();
  removeFolder(dataDir);
});

const refused = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
