import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startedFolder, startService } from '../support/service.mjs';
import { until } from '../support/sql.js';

jest.setTimeout(120_000);

const HOUR = 3_600_000;

describe('the clock of the machine is set back by an hour', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let service: Service;
  let client: SandboxClient;
  const dataDir = startedFolder();
  const clock = join(dataDir, 'clock');

  interface Listed {
    message: string;
    date: string;
  }
  const list = async (query = ''): Promise<Listed[]> => (await client.get(`${client.messages}${query}`)).body.messages as Listed[];
  const textsOf = async (query: string): Promise<string[]> => (await list(query)).map(({ message }) => message);
  const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();

  /** Sets the clock, and waits until a message says so. */
  async function set(shift: number): Promise<void> {
    writeFileSync(clock, String(shift));
    service.process.kill('SIGUSR2');
    await until('the clock is set', async () => {
      expect((await client.send('what time is it?')).status).toBe(201);
      const [newest] = await list('?limit=1');
      return Math.abs(Date.parse(newest?.date ?? '') - (Date.now() + shift)) < HOUR / 2;
    });
  }

  beforeAll(async () => {
    database = await ownDatabase();
    const NODE_OPTIONS = `--import ${new URL('../support/clock.mjs', import.meta.url).href}`;
    service = await startService({ ...database.env, DATA_DIR: dataDir, NODE_OPTIONS, CLOCK_FILE: clock });
    client = await SandboxClient.of(service);
    expect((await client.send('before')).status).toBe(201);
    await set(-HOUR);
    for (const text of ['behind 1', 'behind 2', 'behind 3']) expect((await client.send(text)).status).toBe(201);
    await set(0);
    expect((await client.send('after')).status).toBe(201);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(dataDir);
  });

  const said = (texts: string[]): string[] => texts.filter((text) => text !== 'what time is it?');

  test('the order is that of creation, and dates tell the time', async () => {
    const shown = (await list()).filter(({ message }) => message !== 'what time is it?');
    expect(shown.map(({ message }) => message)).toEqual(['after', 'behind 3', 'behind 2', 'behind 1', 'before']);
    const ages = shown.map(({ date }) => Math.round((Date.now() - Date.parse(date)) / HOUR));
    expect(ages).toEqual([0, 1, 1, 1, 0]);
  });

  test('to_date and from_date mean the dates that are shown', async () => {
    const between = moment(Date.now() - HOUR / 2);
    for (const direction of ['ASC', 'DESC']) {
      const inOrder = (texts: string[]): string[] => (direction === 'ASC' ? texts : texts.toReversed());
      const query = `?sort_direction=${direction}&limit=100`;
      expect(said(await textsOf(`${query}&to_date=${between}`))).toEqual(inOrder(['behind 1', 'behind 2', 'behind 3']));
      expect(said(await textsOf(`${query}&from_date=${between}`))).toEqual(inOrder(['before', 'after']));
      expect(await textsOf(`${query}&from_date=${between}&to_date=${between}`)).toEqual([]);
      const [early, late] = [moment(Date.now() - 2 * HOUR), moment(Date.now() - HOUR / 3)];
      expect(said(await textsOf(`${query}&from_date=${early}&to_date=${late}`))).toEqual(inOrder(['behind 1', 'behind 2', 'behind 3']));
    }
  });

  test('so do they in the inbox', async () => {
    const { username, password } = client.sandbox.users.customer;
    const token = await new Client(service.url).login(username, password, client.sandbox.consumer_key);
    const inbox = `/obp/v1.4.0/banks/${client.sandbox.bank_id}/customer/messages?to_date=${moment(Date.now() - HOUR / 2)}`;
    const { body } = await client.get(inbox, token);
    expect(said((body.messages as { message: string }[]).map(({ message }) => message))).toEqual(['behind 3', 'behind 2', 'behind 1']);
  });

  test('pages of a range of dates go on by id', async () => {
    const texts: string[] = [];
    let path: string | undefined = `${client.messages}?limit=1&to_date=${moment(Date.now() - HOUR / 2)}`;
    while (path !== undefined) {
      const { body, headers }: Awaited<ReturnType<SandboxClient['get']>> = await client.get(path);
      texts.push(...(body.messages as Listed[]).map(({ message }) => message));
      const next = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1];
      path = next === undefined ? undefined : new URL(next).pathname + new URL(next).search;
    }
    expect(said(texts)).toEqual(['behind 3', 'behind 2', 'behind 1']);
  });
});
