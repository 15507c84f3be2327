import { readFileSync } from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { MESSAGE } from '../support/world.js';

jest.setTimeout(120_000);

/** A document of several hundred KiB, the same for everybody. */
const DOCUMENT = '/obp/v5.1.0/resource-docs/v5.1.0/obp';
const SILENCE = 3;
/** More than the system buffers for a client that does not read. */
const DOCUMENTS = 100;

describe('answers that nobody reads', () => {
  let service: Service;
  let client: SandboxClient;

  beforeAll(async () => {
    service = await startService({ READER_SILENCE_SECONDS: String(SILENCE) });
    client = await SandboxClient.of(service);
  });
  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    removeFolder(service.dataDir);
  });

  const request = (path: string, headers = ''): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
  const create = (message: string): string => {
    const body = JSON.stringify({ ...MESSAGE, message });
    return (
      `POST ${client.messages} HTTP/1.1\r\nHost: x\r\nDirectLogin: token=${client.token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
  };

  /** A connection that reads nothing until it is told to. */
  function silent(sent: string): { readonly socket: net.Socket; readonly read: () => Promise<string>; readonly closed: Promise<void> } {
    const { hostname, port } = new URL(service.url);
    const socket = net.connect(Number(port), hostname).on('error', () => undefined);
    socket.pause();
    socket.write(sent);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const read = async (): Promise<string> => {
      const parts: Buffer[] = [];
      socket.on('data', (part) => parts.push(part)).resume();
      await closed;
      return Buffer.concat(parts).toString();
    };
    return { socket, read, closed };
  }
  const statuses = (text: string): string[] => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status as string);

  test('a request that came in one go with others is carried out when the answers before it were taken', async () => {
    const { read } = silent(request(DOCUMENT).repeat(40) + create('behind documents') + request('/health/live', 'Connection: close\r\n'));
    for (let other = 0; other < 5; other++) expect((await client.send(`meanwhile ${other}`)).status).toBe(201);
    expect(await client.texts()).not.toContain('behind documents');
    expect(statuses(await read())).toEqual([...Array.from({ length: 40 }, () => '200'), '201', '200']);
    expect(await client.texts()).toContain('behind documents');
  });

  test('who sends more than 100 behind one is answered those, and the connection ends', async () => {
    const { read } = silent(request('/health/live').repeat(2_000) + create('one too many'));
    const answers = await read();
    expect(statuses(answers)).toEqual(Array.from({ length: 101 }, () => '200'));
    expect(answers.match(/^connection: close\r$/gim)).toHaveLength(1);
    expect(await client.texts()).not.toContain('one too many');
  });

  test('what came behind the last request of a connection is not carried out', async () => {
    const { read } = silent(request('/health/live', 'Connection: close\r\n') + create('behind the last'));
    expect(statuses(await read())).toEqual(['200']);
    expect(await client.texts()).not.toContain('behind the last');
  });

  test('a connection that takes nothing of its answer is ended, and one that waits between its requests is not', async () => {
    const { hostname, port } = new URL(service.url);
    const kept = net.connect(Number(port), hostname);
    const first = new Promise((resolve) => kept.once('data', resolve));
    kept.write(request('/health/live'));
    await first;
    const unread = silent(request(DOCUMENT).repeat(DOCUMENTS));
    // Nor does it help to go on sending; and a client that does not read learns about the end only so.
    const sending = setInterval(() => unread.socket.write('\r\n'), 50);
    await unread.closed; // else the test ends here
    clearInterval(sending);
    const second = new Promise((resolve) => kept.once('data', resolve));
    kept.write(request('/health/live'));
    expect(String(await second)).toMatch(/^HTTP\/1\.1 200 /);
    kept.destroy();
  });

  test('a connection that reads slowly gets all of it', async () => {
    const { socket, closed } = silent(request(DOCUMENT).repeat(DOCUMENTS - 1) + request(DOCUMENT, 'Connection: close\r\n'));
    let bytes = 0;
    let pauses = 0;
    socket.on('data', (part) => {
      bytes += part.length;
      if (bytes < (pauses + 1) * 2_000_000) return;
      pauses += 1;
      socket.pause();
      setTimeout(() => socket.resume(), (SILENCE * 1000) / 10);
    });
    socket.resume();
    await closed;
    const { body } = await exchange(service.url, 'GET', DOCUMENT, {});
    expect(pauses).toBeGreaterThan(20); // twice as long as it may take nothing
    expect(bytes).toBeGreaterThan(DOCUMENTS * Buffer.byteLength(JSON.stringify(body)));
  });
});

describe('documents that nobody reads', () => {
  test('are kept once, for however many connections', async () => {
    const service = await startService();
    const memory = (): number => Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${service.process.pid}/status`, 'utf8'))?.[1]) / 1024;
    const { hostname, port } = new URL(service.url);
    const paths = [DOCUMENT, '/openapi/v5.1.0.json', '/obp/v5.1.0/resource-docs/v5.1.0/swagger', '/obp/v5.1.0/api/glossary', '/glossary'];
    for (const path of paths) expect((await exchange(service.url, 'GET', path, {})).status).toBe(200);
    const before = memory();
    const sockets = Array.from({ length: 300 }, () => net.connect(Number(port), hostname).pause());
    for (const [index, socket] of sockets.entries()) {
      socket.write(request(paths[index % paths.length] as string).repeat(300));
    }
    // Each of them has its first answer in hand before the last of these is given.
    for (let other = 0; other < 20; other++) await exchange(service.url, 'GET', '/health/live', {});
    const grown = memory() - before;
    for (const socket of sockets) socket.destroy();
    await service.stop();
    removeFolder(service.dataDir);
    expect(grown).toBeLessThan(150);
  });

  const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
});
