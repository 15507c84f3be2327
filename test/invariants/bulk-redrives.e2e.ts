import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { BulkRedrives } from '../../src/messaging/deliveries/bulk/bulk-redrives.js';
import type { RedriveFilter } from '../../src/messaging/deliveries/bulk/bulk-redrives.repository.js';
import type { DeliveryStatistics } from '../../src/messaging/deliveries/statistics/delivery-statistics.js';
import { built, openBuiltDatabase } from '../support/built-database.js';

const bulk = 'messaging/deliveries/bulk';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const audits = await built<typeof import('../../src/platform/audit/audit-trail.js')>('platform/audit/audit-trail');
const services = await built<typeof import('../../src/messaging/deliveries/bulk/bulk-redrives.js')>(`${bulk}/bulk-redrives`);
const repositories = await built<typeof import('../../src/messaging/deliveries/bulk/bulk-redrives.repository.js')>(
  `${bulk}/bulk-redrives.repository`,
);
const ids = await built<typeof import('../../src/messaging/customer-messages/message-id.js')>('messaging/customer-messages/message-id');
const retentions = await built<typeof import('../../src/messaging/deliveries/retention/retention.repository.js')>(
  'messaging/deliveries/retention/retention.repository',
);
const statistics = await built<typeof import('../../src/messaging/deliveries/statistics/delivery-statistics.js')>(
  'messaging/deliveries/statistics/delivery-statistics',
);

const ACTOR = { userId: 'u', consumerId: 'c', correlationId: 'x', requestId: 'r' };
const HOUR = 3_600_000;

let dataSource: DataSource;
let close: () => Promise<void>;
let redrives: BulkRedrives;
let counts: DeliveryStatistics;
const woken: string[] = [];

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  const database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B'), ('another', 'A')`);
  const audit = new audits.AuditTrail(database, { invalidateLocally: () => undefined } as never);
  const retention = new retentions.RetentionRepository(database);
  const worker = { wake: ({ channel, class: urgency }: any) => woken.push(`${channel}:${urgency}`) };
  redrives = new services.BulkRedrives(new repositories.BulkRedrivesRepository(), database, audit, worker as never, retention);
  counts = new statistics.DeliveryStatistics(database);
});
afterAll(() => close());
beforeEach(async () => {
  woken.length = 0;
  await dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_retention');
});

const wanted = (more: Partial<RedriveFilter> = {}): RedriveFilter => ({
  status: 'dead',
  channel: undefined,
  providerId: undefined,
  reference: undefined,
  after: { messageId: ids.FIRST_ID, deliveryId: ids.FIRST_ID },
  before: ids.LAST_ID,
  ...more,
});

/** So many deliveries, one a message, each a millisecond after the one before. */
async function make(count: number, status: string, more: { channel?: string; at?: number; class?: string } = {}): Promise<void> {
  const { channel = 'sms', at = Date.now(), class: urgency = 'normal' } = more;
  const messages = Array.from({ length: count }, (_one, index) => ids.idBefore(at + index).replace(/.{12}$/, randomUUID().slice(-12)));
  await dataSource.query(
    `INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, provider_id, attempts)
     SELECT 'bank', m, gen_random_uuid(), 'customer', $2, $3, $4, 'sim', 20 FROM unnest($1::uuid[]) AS m`,
    [messages, channel, urgency, status],
  );
}

test('more than a slice is driven again in as many transactions as it takes, each with its record', async () => {
  await make(1_100, 'dead');
  await make(3, 'dead', { channel: 'email', class: 'high' });
  await make(2, 'unknown');
  expect(await redrives.count('bank', wanted())).toBe(1_103);
  expect(await redrives.count('another', wanted())).toBe(0);
  expect(await redrives.redrive(ACTOR, 'bank', wanted(), 10_000)).toEqual({ count: 1_103, next: undefined });
  const [queue] = await dataSource.query(`
    SELECT count(*)::int AS count, min(attempts)::int AS attempts, max(send_number)::int AS sends,
           count(*) FILTER (WHERE expires_at < now() + interval '11 minutes')::int AS short FROM delivery_queue`);
  expect(queue).toEqual({ count: 1_103, attempts: 20, sends: 2, short: 3 });
  expect(await dataSource.query(`SELECT DISTINCT status FROM deliveries ORDER BY 1`)).toEqual([
    { status: 'queued' },
    { status: 'unknown' },
  ]);
  expect(new Set(woken)).toEqual(new Set(['sms:normal', 'email:high']));
  const records = await dataSource.query(
    `SELECT after->'count' AS count FROM audit_records WHERE action = 'deliveries.redriven' ORDER BY audit_record_id`,
  );
  expect(records.map(({ count }: any) => count)).toEqual([500, 500, 103]);
});

test('what is driven again will be erased again', async () => {
  await make(2, 'dead');
  await dataSource.query(`INSERT INTO delivery_retention VALUES ('bank', $1)`, [ids.LAST_ID]);
  await redrives.redrive(ACTOR, 'bank', wanted(), 10);
  const [{ behind }] = await dataSource.query(`
    SELECT (SELECT erased_until FROM delivery_retention) < (SELECT message_id FROM deliveries ORDER BY message_id LIMIT 1) AS behind`);
  expect(behind).toBe(true);
});

test('who goes on from where a call ended meets each once, also those that died again', async () => {
  await make(7, 'dead');
  let filter = wanted();
  const seen: number[] = [];
  for (;;) {
    const { count, next } = await redrives.redrive(ACTOR, 'bank', filter, 3);
    seen.push(count);
    await dataSource.query(`UPDATE deliveries SET status = 'dead' WHERE status = 'queued'`);
    await dataSource.query('DELETE FROM delivery_queue');
    if (next === undefined) break;
    filter = { ...filter, after: next };
  }
  expect(seen).toEqual([3, 3, 1]);
  const sends = await dataSource.query('SELECT DISTINCT sends FROM deliveries');
  expect(sends).toEqual([{ sends: 2 }]);
});

test('of two who do it at the same time each delivery is taken by one', async () => {
  await make(400, 'dead');
  const both = await Promise.all([1, 2].map(() => redrives.redrive(ACTOR, 'bank', wanted(), 10_000)));
  expect(both.reduce((sum, { count }) => sum + count, 0)).toBe(400);
  const [{ count }] = await dataSource.query('SELECT count(*)::int AS count FROM delivery_queue');
  expect(count).toBe(400);
});

test('are counted by the period in which their messages were created', async () => {
  const noon = Date.UTC(2026, 0, 22, 12);
  await make(3, 'delivered', { at: noon });
  await make(2, 'failed', { at: noon + HOUR });
  await make(1, 'failed', { at: noon + 24 * HOUR });
  const range = { from: new Date(noon - HOUR / 2), before: new Date(noon + 24 * HOUR) };
  const row = { channel: 'sms', provider_id: 'sim' };
  expect(await counts.of('bank', { ...range, by: 'hour' })).toEqual([
    { ...row, status: 'delivered', count: 3, start: new Date(noon) },
    { ...row, status: 'failed', count: 2, start: new Date(noon + HOUR) },
  ]);
  expect(await counts.of('bank', { ...range, by: 'day' })).toEqual([
    { ...row, status: 'delivered', count: 3, start: range.from },
    { ...row, status: 'failed', count: 2, start: range.from },
  ]);
});
