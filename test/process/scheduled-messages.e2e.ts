import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { type Answer, exchange } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startedFolder, startService, temporaryFolder } from '../support/service.mjs';
import { until } from '../support/sql.js';
import { MESSAGE } from '../support/world.js';

jest.setTimeout(180_000);

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

const seconds = (count: number): string => `${new Date(Date.now() + count * 1000).toISOString().slice(0, 19)}Z`;

test('kill -9 in the middle of a batch of scheduled messages: the same batch again stores each once', async () => {
  const { env, drop } = await ownDatabase();
  const dataDir = temporaryFolder();
  const start = (): Promise<Service> => startService({ ...env, DATA_DIR: dataDir, SANDBOX: 'true' });
  let service = await start();
  const staff = await SandboxClient.of(service);
  const { token, sandbox } = staff;
  const items = Array.from({ length: 3_000 }, (_, index) => ({
    ...MESSAGE,
    transport: 'SMS',
    message: `scheduled ${index}`,
    customer_id: sandbox.customer_id,
    send_at: seconds(3_600),
  }));
  const path = `/messaging/v1/banks/${sandbox.bank_id}/messages`;
  const headers = { DirectLogin: `token=${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
  const send = (): Promise<number | undefined> =>
    exchange(service.url, 'POST', path, headers, JSON.stringify(items)).then(
      ({ status }) => status,
      () => undefined, // the connection broke
    );
  const counted = async (): Promise<number> => {
    const reader = await SandboxClient.of(service);
    const ids = new Set<string>();
    let next: string | undefined = `/messaging/v1/banks/${sandbox.bank_id}/deliveries?status=scheduled&limit=500`;
    while (next !== undefined) {
      const { body, headers: answered }: Answer = await reader.get(next);
      for (const { message_id: id } of body.deliveries) ids.add(id);
      next = /<[^>]*(\/messaging[^>]*)>/.exec(String(answered.link))?.[1];
    }
    return ids.size;
  };

  const sending = send();
  const oneOf = `/messaging/v1/banks/${sandbox.bank_id}/deliveries?status=scheduled&limit=1`; // it costs little, so that the batch is not over
  await until('some are stored', async () => (await staff.get(oneOf)).body.deliveries.length > 0);
  await service.stop('SIGKILL');
  const first = await sending;
  service = await start();
  const stored = await counted();
  expect([first, stored > 0, stored < items.length]).toEqual([undefined, true, true]);
  expect(await send()).toBe(207);
  expect(await counted()).toBe(items.length);
  expect(await send()).toBe(207);
  expect(await counted()).toBe(items.length);
  expect(await service.stop()).toBe(0);
  await drop();
  removeFolder(dataDir);
});

onServer('the clock of a process is off by five minutes', () => {
  test.each([
    ['behind', -300_000],
    ['ahead', 300_000],
  ])('%s: what is due leaves in time all the same, and what is not waits', async (_name, shift) => {
    const { env, drop } = await ownDatabase();
    const dataDir = startedFolder();
    const clock = join(dataDir, 'clock');
    writeFileSync(clock, String(shift));
    const NODE_OPTIONS = `--import ${new URL('../support/clock.mjs', import.meta.url).href}`;
    const service = await startService({ ...env, DATA_DIR: dataDir, SANDBOX: 'true', NODE_OPTIONS, CLOCK_FILE: clock });
    service.process.kill('SIGUSR2');
    await until('the clock is set', () => service.output().includes('clock set'));
    const client = await SandboxClient.of(service); // tokens of another time are not taken
    const { sandbox, token } = client;
    const path = `/messaging/v1/banks/${sandbox.bank_id}/customers/${sandbox.customer_id}/messages`;
    const headers = { DirectLogin: `token=${token}`, 'Content-Type': 'application/json' };
    const send = async (more: object): Promise<string> => {
      const { status, body } = await exchange(
        service.url,
        'POST',
        path,
        headers,
        JSON.stringify({ ...MESSAGE, transport: 'SMS', ...more }),
      );
      expect([status, body]).toEqual([201, expect.anything()]);
      return `${path}/${body.id}`;
    };
    const statusOf = async (at: string): Promise<string> => (await client.get(at)).body.deliveries[0].status;

    const now = await send({});
    // Seconds after the time that the process believes it is, and some after the true one.
    const soon = await send({ send_at: seconds(Math.max(0, shift / 1000) + 5) });
    await until('it is delivered', async () => (await statusOf(now)) === 'delivered');
    if (shift < 0) await until('it is delivered at its time', async () => (await statusOf(soon)) === 'delivered');
    else {
      await sleep(8_000);
      expect(await statusOf(soon)).toBe('scheduled');
    }
    expect(await service.stop()).toBe(0);
    await drop();
    removeFolder(dataDir);
  });
});
