import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { openBatch, type OpenBatch } from '../support/open-batch.js';
import { exchangeRaw, IS_PARSER_STRICT, type RawAnswer } from '../support/raw.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { until } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

/** Seconds that the service of this file gives a request, and a silence in a batch. */
const [REQUEST, SILENCE] = [0.5, 1.5];
const LEAST = 200;

describe('batches that take their time', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let service: Service;
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    database = await ownDatabase();
    service = await startService({
      ...database.env,
      REQUEST_SECONDS: String(REQUEST),
      BATCH_SILENCE_SECONDS: String(SILENCE),
      BATCH_BYTES_PER_SECOND: String(LEAST),
    });
    world = await World.create(new Client(service.url), service.dataDir);
    [staff, bank] = await Promise.all([world.user('staff'), world.bank()]);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  });
  afterAll(async () => {
    await service.stop();
    removeFolder(service.dataDir);
    await database.drop();
  });

  const path = (): string => `/messaging/v1/banks/${bank}/messages`;
  const line = (message: string): string => `${JSON.stringify({ customer_id: customer, ...MESSAGE, message })}\n`;
  const open = (headers = {}, type?: string): OpenBatch =>
    openBatch(service.url + path(), staff.token, { headers, ...(type === undefined ? {} : { type }) });
  const textsOf = async (): Promise<string[]> => {
    const list = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?sort_direction=ASC`;
    const { body } = await world.client.get(list, { token: staff.token });
    return body.messages.map(({ message }: { message: string }) => message);
  };
  const stored = (count: number): object => Array.from({ length: count }, () => ({ status: 201, message_id: expect.any(String) }));
  const fresh = async (): Promise<void> => void (customer = await world.customer(bank));
  const head = (length: string, type = 'application/json'): string =>
    `POST ${path()} HTTP/1.1\r\nHost: x\r\nDirectLogin: token=${staff.token}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`;
  const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

  test('a batch may take longer than any other request', async () => {
    await fresh();
    const batch = open();
    for (let index = 0; index < 10; index++) {
      await batch.write(line(`slow ${index}`));
      await sleep(300); // in all six times as long as a request may take
    }
    batch.end();
    const { status, body } = await batch.answer;
    expect([status, body]).toEqual([207, { results: stored(10) }]);
    expect(await textsOf()).toHaveLength(10);
  });

  test('what has come is stored though the next lets wait for itself', async () => {
    await fresh();
    const batch = open();
    await batch.write(line('one') + line('two'));
    await until('both are stored', async () => (await textsOf()).length === 2);
    batch.end(line('three'));
    expect((await batch.answer).body.results).toEqual(stored(3));
  });

  test('a silence ends the reading, and what has come is answered', async () => {
    await fresh();
    const batch = open();
    await batch.write(line('one') + line('two').slice(0, 30));
    const { status, body } = await batch.answer;
    expect([status, body.results]).toEqual([207, stored(1)]);
    expect(body.error).toEqual({ code: 408, message: expect.stringMatching(/^OBP-98005: .* Nothing has come for 1\.5 seconds\.$/) });
    expect(await textsOf()).toEqual(['one']);
  });

  test('a silence before the first message is 408 as a whole', async () => {
    await fresh();
    const batch = open();
    await batch.write(line('one').slice(0, 30));
    const { status, body } = await batch.answer;
    expect([status, body.code, body.message.slice(0, 9)]).toEqual([408, 408, 'OBP-98005']);
  });

  test('dripping ends the reading too', async () => {
    await fresh();
    const batch = open();
    await batch.write(line('one'));
    let answered = false;
    void batch.answer.finally(() => (answered = true)).catch(() => undefined);
    while (!answered) {
      await batch.write(' ').catch(() => undefined);
      await sleep(50);
    }
    const { status, body } = await batch.answer;
    expect([status, body.results, body.error.code]).toEqual([207, stored(1), 408]);
    expect(body.error.message).toContain(`slower than ${LEAST} bytes a second`);
  });

  test('other requests still have to arrive in time, and so has one whose batch is refused', async () => {
    await fresh();
    const slow = `POST /obp/v4.0.0/banks/${bank}/customers/${customer}/messages HTTP/1.1\r\nHost: x\r\nDirectLogin: token=${staff.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
    const [answer] = await exchangeRaw([slow], service.url);
    expect([answer?.status, answer?.body]).toEqual([408, expect.stringContaining('OBP-98005')]);
    const stranger = head('Content-Length: 100').replace(staff.token, 'no-token');
    const answers = await exchangeRaw([`${stranger}[`], service.url); // closed in the end
    expect(answers[0]?.status).toBe(401);
  });

  test.each([
    ['chunks that are none', (text: string): string => `${chunked(text)}ZZ\r\n`, 'Transfer-Encoding: chunked'],
    ...(IS_PARSER_STRICT
      ? [['a chunk without its end', (text: string) => `${chunked(text).slice(0, -2)}XX`, 'Transfer-Encoding: chunked'] as const]
      : []),
  ])('%s: what came before is answered', async (_name, body, length) => {
    await fresh();
    const [answer, ...more] = await exchangeRaw([head(length, 'application/x-ndjson') + body(line('one') + line('two'))], service.url);
    expectBroken(answer);
    expect(more).toEqual([]);
    expect(await textsOf()).toEqual(['one', 'two']);
  });

  test('a client that ends its side too early is answered for what it sent', async () => {
    await fresh();
    const { hostname, port } = new URL(service.url);
    const socket = net.connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    const received: Buffer[] = [];
    socket.on('data', (data) => received.push(data));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.end(head('Content-Length: 5000', 'application/x-ndjson') + line('one') + line('two'));
    await closed;
    const text = Buffer.concat(received).toString();
    expect(text).toMatch(/^HTTP\/1\.1 207 /);
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))).toEqual({
      results: stored(2),
      error: { code: 400, message: expect.stringMatching(/^OBP-98003/) },
    });
  });

  const expectBroken = (answer: RawAnswer | undefined): void => {
    expect(answer?.status).toBe(207);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      results: stored(2),
      error: { code: 400, message: expect.stringMatching(/^OBP-98003/) },
    });
  };

  // Here, since a rule holds for everybody who uses the service.
  test('a rule about its operation that is made meanwhile holds for the next group', async () => {
    await fresh();
    for (const role of ['CanCreateAuthenticationTypeValidation', 'CanDeleteAuthenticationValidation'])
      await world.grantIfMissing(world.admin, role);
    const rule = '/obp/v4.0.0/management/authentication-type-validations/OBPv4.0.0-createCustomerMessage';
    const batch = open();
    await batch.write(line('before'));
    await until('it is stored', async () => (await textsOf()).length === 1);
    const made = await world.client.post(rule, ['GatewayLogin'], { token: world.admin.token });
    batch.end(line('after'));
    const { body } = await batch.answer;
    const lifted = await world.client.delete(rule, { token: world.admin.token });
    expect([made.status, lifted.status]).toEqual([201, 200]);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 400]);
    expect(body.results[1].message).toContain('allowed authentication types');
    expect(await textsOf()).toEqual(['before']);
  });

  test('when the service ends, batches are answered for what has come', async () => {
    await fresh();
    const batch = open();
    await batch.write(line('one'));
    await until('it is stored', async () => (await textsOf()).length === 1);
    await batch.write(line('two'));
    const stopped = service.stop();
    const { status, body } = await batch.answer;
    expect([status, body.results, body.error.code]).toEqual([207, stored(2), 503]);
    expect(body.error.message).toContain('The service is ending');
    expect(await stopped).toBe(0);
  });
});
