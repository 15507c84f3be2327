import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Lane } from '../../src/messaging/deliveries/queue/lane.js';
import type { LaneNotices } from '../../src/messaging/deliveries/queue/lane-notices.js';
import { built, openBuiltDatabase } from '../support/built-database.js';
import { databaseKind } from '../support/databases.mjs';
import { until } from '../support/sql.js';

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
    await until('both hear', () => listener.isHearing && teller.isHearing);
  });
  afterAll(async () => {
    await Promise.all([teller.beforeApplicationShutdown(), listener.beforeApplicationShutdown()]);
    await close();
  });
  beforeEach(() => {
    heard = [];
  });

  test('the first lane at once, and those that come meanwhile together, each once', async () => {
    for (const bank of ['a', 'b', 'c', 'b']) teller.tell(lane(bank));
    await until('three are heard', () => heard.length >= 3);
    teller.tell(lane('end'));
    await until('the last is heard', () => heard.includes('end'));
    expect(heard).toEqual(['a', 'b', 'c', 'end']);
  });

  test('more than a notice can name are told as all', async () => {
    for (let bank = 0; bank <= 61; bank++) teller.tell(lane(`bank-${bank}`));
    await until('all are told', () => heard.includes(undefined));
    expect(heard.filter((bank) => bank !== 'bank-0')).toEqual([undefined]);
  });

  test('names that are too long for a notice are told as all', async () => {
    for (let bank = 0; bank < 50; bank++) teller.tell({ ...lane(`${bank}`.padStart(44, 'b')), route: 'Ω'.repeat(64) });
    await until('all are told', () => heard.includes(undefined));
    const first = '0'.padStart(44, 'b'); // which may have left alone
    expect(heard.filter((bank) => bank !== first)).toEqual([undefined]);
  });

  test('who hears nothing for a while says so, listens again, and takes it that something was missed', async () => {
    await dataSource.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`);
    await until('nothing is heard', () => !listener.isHearing);
    await until('it hears again', () => listener.isHearing);
    expect(heard).toEqual([undefined]);
    teller.tell(lane('d'));
    await until('one more is heard', () => heard.includes('d'));
  });
});
