import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Lane } from '../../src/messaging/deliveries/queue/lane.js';
import type { LaneNotices } from '../../src/messaging/deliveries/queue/lane-notices.js';
import { built, openBuiltDatabase } from '../support/built-database.js';
import { databaseKind } from '../support/databases.mjs';

const queue = 'messaging/deliveries/queue';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const notices = await built<typeof import('../../src/messaging/deliveries/queue/lane-notices.js')>(`${queue}/lane-notices`);

const lane = (bankId: string): Lane => ({ bankId, channel: 'sms', class: 'normal', route: '' });

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;
onServer('processes tell each other what waits', () => {
  let dataSource: DataSource;
  let close: () => Promise<void>;
  let teller: LaneNotices;
  let listener: LaneNotices;
  let heard: (string | undefined)[] = [];

  beforeAll(async () => {
    ({ dataSource, close } = await openBuiltDatabase());
    const config = { databaseUrl: (dataSource.options as { url: string }).url } as never;
    const open = (): LaneNotices => new notices.LaneNotices(new databases.Database(dataSource), config);
    [teller, listener] = [open(), open()];
    await teller.listen(() => undefined);
    await listener.listen((found) => heard.push(found?.bankId));
    await until(() => listener.isHearing && teller.isHearing);
  });
  afterAll(async () => {
    await Promise.all([teller.beforeApplicationShutdown(), listener.beforeApplicationShutdown()]);
    await close();
  });
  beforeEach(() => {
    heard = [];
  });

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await sleep(10);
  }

  test('the first lane at once, and those that come meanwhile together, each once', async () => {
    for (const bank of ['a', 'b', 'c', 'b']) teller.tell(lane(bank));
    await until(() => heard.length >= 3);
    teller.tell(lane('end'));
    await until(() => heard.includes('end'));
    expect(heard).toEqual(['a', 'b', 'c', 'end']);
  });

  test('more than a notice can name are told as all', async () => {
    for (let bank = 0; bank <= 61; bank++) teller.tell(lane(`bank-${bank}`));
    await until(() => heard.includes(undefined));
    expect(heard.filter((bank) => bank !== 'bank-0')).toEqual([undefined]);
  });

  test('names that are too long for a notice are told as all', async () => {
    for (let bank = 0; bank < 50; bank++) teller.tell({ ...lane(`${bank}`.padStart(44, 'b')), route: 'Ω'.repeat(64) });
    await until(() => heard.includes(undefined));
    expect(heard.slice(1)).toEqual([undefined]); // after the first, which leaves alone
  });

  test('who hears nothing for a while says so, listens again, and takes it that something was missed', async () => {
    await dataSource.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`);
    await until(() => !listener.isHearing);
    await until(() => listener.isHearing);
    expect(heard).toEqual([undefined]);
    teller.tell(lane('d'));
    await until(() => heard.includes('d'));
  });
});
