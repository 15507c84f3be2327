import { get } from 'node:http';
import { describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, runToEnd, type Service, startService } from '../support/service.mjs';
import { sql } from '../support/sql.js';
import { freePort } from '../support/free-port.js';

jest.setTimeout(120_000);

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

async function figuresOf(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return answer.text();
}

/** The sum of the series of a metric whose labels hold all these. */
const sumOf = (figures: string, metric: string, ...labels: string[]): number =>
  figures
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) && labels.every((label) => line.includes(label)))
    .map((line) => Number(line.slice(line.lastIndexOf(' '))))
    .reduce((sum, value) => sum + value, 0);

describe('metrics', () => {
  test('count requests by operation and status, on a port of their own', async () => {
    const port = await freePort();
    const { url: database, drop } = databaseKind() === 'postgres' ? await createDatabase() : { url: undefined, drop: undefined };
    const service = await startService({ METRICS_PORT: String(port), ...(database ? { DATABASE_URL: database, SANDBOX: 'true' } : {}) });
    try {
      const client = await SandboxClient.of(service);
      for (const text of ['one', 'two']) expect((await client.send(text)).status).toBe(201);
      await exchange(service.url, 'GET', '/obp/v5.1.0/banks/unknown', {});
      await exchange(service.url, 'GET', '/nowhere-secret', {});
      const figures = await figuresOf(port);
      const count = 'customer_messages_request_duration_seconds_count';
      expect(sumOf(figures, count, 'operation="OBPv4.0.0-createCustomerMessage"', 'status="201"')).toBe(2);
      expect(sumOf(figures, count, 'operation="directLogin"', 'status="201"')).toBe(1);
      expect(sumOf(figures, count, 'operation="OBPv5.0.0-getBank"', 'status="404"')).toBe(1);
      expect(sumOf(figures, count, 'operation="none"', 'status="404"')).toBe(1);
      expect(sumOf(figures, 'customer_messages_pool_connections', 'state="total"')).toBeGreaterThan(0);
      expect(sumOf(figures, 'customer_messages_group_rows_sum', 'group="messages"')).toBe(2);
      expect(figures).toContain('customer_messages_group_waiting{group="messages"} 0');
      expect(figures).toContain('nodejs_eventloop_lag_p99_seconds');
      expect(figures).not.toContain('secret'); // labels come from the declarations, not from what is asked for
      expect((await exchange(service.url, 'GET', '/metrics', {})).status).toBe(404);
      expect((await fetch(`http://127.0.0.1:${port}/else`)).status).toBe(404);
    } finally {
      await service.stop();
      await drop?.();
      removeFolder(service.dataDir);
    }
  });

  test('a port that is taken is named', async () => {
    const port = await freePort();
    const { code, output } = await runToEnd({ PORT: String(port), METRICS_PORT: String(port) });
    expect([code, output.trim().split('\n').at(-1)]).toEqual([78, 'HOST and METRICS_PORT: cannot listen there: another program does']);
  });
});

test('workers need a database of their own', async () => {
  const { code, output } = await runToEnd({ WORKERS: '2' });
  expect([code, output.trim()]).toEqual([78, 'WORKERS needs DATABASE_URL: the embedded database serves one process']);
});

onServer('workers', () => {
  async function withWorkers(work: (service: Service, metrics: number, database: string) => Promise<void>): Promise<void> {
    const { url, drop } = await createDatabase();
    const metrics = await freePort();
    const service = await startService({ WORKERS: '2', METRICS_PORT: String(metrics), DATABASE_URL: url, SANDBOX: 'true' });
    try {
      await work(service, metrics, url);
    } finally {
      await service.stop();
      await drop();
      removeFolder(service.dataDir);
    }
  }

  test('share a port; one that is killed is replaced, and nothing that was answered 201 is lost', async () => {
    await withWorkers(async (service, metrics, database) => {
      expect(service.output().match(/listens on/g)).toHaveLength(1);
      const client = await SandboxClient.of(service);
      const stored: string[] = [];
      const send = async (from: number, to: number): Promise<void> => {
        for (let index = from; index < to; index++) {
          const answer = await client.send(`message ${index}`).catch(() => undefined);
          if (answer?.status === 201) stored.push(`message ${index}`);
        }
      };
      await send(0, 40);
      const count = 'customer_messages_request_duration_seconds_count';
      expect(sumOf(await figuresOf(metrics), count, 'operation="OBPv4.0.0-createCustomerMessage"', 'status="201"')).toBe(40);

      const pids = await workersOf(service);
      expect(pids).toHaveLength(2);
      const sending = send(40, 400);
      process.kill(Number(pids[0]), 'SIGKILL');
      await sending;
      expect(stored.length).toBeGreaterThan(300);
      await until(async () => {
        const now = await workersOf(service);
        return now.length === 2 && !now.includes(pids[0] as string);
      });
      const rows = await sql(database, 'SELECT message FROM messages');
      const found = new Set(rows.map(({ message }) => message as string));
      expect(stored.filter((text) => !found.has(text))).toEqual([]);
      expect(service.output()).toContain('worker 1 ended (SIGKILL) and is replaced');
    });
  });

  test('that are killed leave no connection without an end', async () => {
    await withWorkers(async (service) => {
      const ended = { answered: 0, cut: 0, silent: 0 };
      const ask = (): Promise<keyof typeof ended> =>
        new Promise((resolve) => {
          const request = get(`${service.url}/health/live`, { agent: false, timeout: 10_000 }, (answer) => {
            answer
              .resume()
              .once('end', () => resolve('answered'))
              .once('error', () => resolve('cut'));
          });
          request.once('timeout', () => (resolve('silent'), request.destroy())).once('error', () => resolve('cut'));
        });
      // On a busy machine fewer are answered in a round, and it takes some more.
      for (let round = 0; round < 8 || ended.answered <= 100; round++) {
        const pids = await workersOf(service);
        const asked: ReturnType<typeof ask>[] = [];
        for (let index = 0; index < 60; index++) {
          asked.push(ask());
          if (index === 30) process.kill(Number(pids[round % 2]), 'SIGKILL');
          if (index % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        }
        for (const end of await Promise.all(asked)) ended[end]++;
        await until(async () => {
          const now = await workersOf(service);
          return now.length === 2 && !now.includes(pids[round % 2] as string);
        });
      }
      expect(ended.silent).toBe(0);
      expect(ended.answered).toBeGreaterThan(100);
    });
  });

  test('end together, with the exit code of a good end', async () => {
    await withWorkers(async (service) => {
      const pids = await workersOf(service);
      expect(await service.stop('SIGTERM')).toBe(0);
      for (const pid of pids) expect(() => process.kill(Number(pid), 0)).toThrow();
    });
  });

  test('whose start fails end everything with that exit code', async () => {
    const { url, drop } = await createDatabase();
    try {
      const { code, output } = await runToEnd({ WORKERS: '2', DATABASE_URL: url, HOST: '192.0.2.1' });
      expect(code).toBe(78);
      expect(output).toContain('HOST and PORT: cannot listen there');
    } finally {
      await drop();
    }
  });
});

async function workersOf(service: Service): Promise<string[]> {
  const { execFileSync } = await import('node:child_process');
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(service.process.pid)]).toString();
  const own = listed.split('\n').map((line) => line.trim());
  return own.filter((pid) => pid !== '');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 100));
}
