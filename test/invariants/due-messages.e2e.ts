import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Database } from '../../src/platform/database/database.js';
import type { DueMessages } from '../../src/messaging/deliveries/scheduled/due-messages.js';
import { built, openBuiltDatabase } from '../support/built-database.js';
import { databaseKind } from '../support/databases.mjs';
import { until } from '../support/sql.js';

const scheduled = 'messaging/deliveries/scheduled';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const dues = await built<typeof import('../../src/messaging/deliveries/scheduled/due-messages.js')>(`${scheduled}/due-messages`);
const repositories = await built<typeof import('../../src/messaging/deliveries/scheduled/scheduled-messages.repository.js')>(
  `${scheduled}/scheduled-messages.repository`,
);

let dataSource: DataSource;
let database: Database;
let close: () => Promise<void>;
const woken: string[] = [];

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B'), ('other', 'O')`);
});
afterAll(() => close());
beforeEach(async () => {
  woken.length = 0;
  await dataSource.query('TRUNCATE scheduled_messages, deliveries, delivery_queue, messages, customers CASCADE');
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    SELECT b, 'customer', '1', 'L', '+34612345678' FROM unnest(ARRAY['bank', 'other']) AS b`);
});

/** A process that looks for what is due. */
const process = (scheduled = new repositories.ScheduledMessagesRepository(database)): DueMessages =>
  new dues.DueMessages(
    scheduled,
    database,
    { say: () => undefined } as never,
    { wake: ({ bankId, channel, class: urgency }: any) => woken.push(`${bankId} ${channel}:${urgency}`) } as never,
    { deliveryWorkers: 'only' } as never,
  );

async function make(count: number, more: { bank?: string; customer?: string; expires?: string; text?: string } = {}): Promise<void> {
  const { bank = 'bank', customer = 'customer', expires = null, text = 'text' } = more as any;
  await dataSource.query(
    `WITH made AS (
       INSERT INTO scheduled_messages (bank_id, scheduled_id, customer_id, created_at, transport, message, from_department, from_person,
                                       created_by_user_id, created_by_consumer_id, send_at, expires_at, due_at)
       SELECT $1, gen_random_uuid(), $2, now(), 'SMS', $5, 'd', 'p', 'u', 'c', now(), now() + $4::interval, now() FROM generate_series(1, $3::int)
       RETURNING bank_id, scheduled_id, customer_id)
     INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, expires_at)
     SELECT bank_id, scheduled_id, gen_random_uuid(), customer_id, 'sms', 'normal', 'scheduled', now() + interval '1 hour' FROM made`,
    [bank, customer, count, expires, text],
  );
}

const count = async (what: string): Promise<number> => (await dataSource.query(`SELECT count(*)::int AS count FROM ${what}`))[0].count;
const nothingWaits = (): Promise<void> =>
  until('nothing waits', async () => (await count('scheduled_messages WHERE due_at IS NOT NULL')) === 0);

test('each becomes one message, also where two processes do it and there are more than a slice', async () => {
  await make(450);
  await make(3, { bank: 'other' });
  const both = [process(), process()];
  for (const one of both) one.onApplicationBootstrap();
  await nothingWaits();
  await Promise.all(both.map((one) => one.beforeApplicationShutdown()));
  expect(await count('messages')).toBe(453);
  expect(await count('delivery_queue')).toBe(453);
  expect(
    await count(`deliveries d JOIN messages m ON m.bank_id = d.bank_id AND m.message_id = d.message_id WHERE d.status = 'queued'`),
  ).toBe(453);
  expect(await count(`scheduled_messages s JOIN messages m ON m.message_id = s.message_id WHERE s.message = ''`)).toBe(453);
  expect(new Set(woken)).toEqual(new Set(['bank sms:normal', 'other sms:normal']));
});

test('one that fails before its commit leaves all as it was, and is done later', async () => {
  await make(2);
  let failures = 0;
  const scheduled = new repositories.ScheduledMessagesRepository(database);
  const become = scheduled.become.bind(scheduled);
  scheduled.become = async (...all) => {
    const done = await become(...all);
    if (failures++ === 0) throw Object.assign(new Error('away'), { code: '57P01' });
    return done;
  };
  const failing = process(scheduled);
  failing.onApplicationBootstrap();
  await until('it has failed', () => failures === 1);
  expect([await count('messages'), await count('delivery_queue')]).toEqual([0, 0]);
  await nothingWaits();
  await failing.beforeApplicationShutdown();
  expect(await count('messages')).toBe(2);
});

test('what is of no use any more, or whose customer is gone, never was a message', async () => {
  await make(1, { expires: '-1 second' });
  await make(1, { customer: `gone-${randomUUID().slice(0, 8)}` });
  await make(1);
  const one = process();
  one.onApplicationBootstrap();
  await nothingWaits();
  await one.beforeApplicationShutdown();
  expect([await count('messages'), await count('delivery_queue')]).toEqual([1, 1]);
  expect(await dataSource.query('SELECT status, reason FROM deliveries ORDER BY status')).toEqual([
    { status: 'cancelled', reason: 'customer_removed' },
    { status: 'expired', reason: 'time_to_live' },
    { status: 'queued', reason: '' },
  ]);
});

test('one that the database refuses holds up no other', async () => {
  await dataSource.query(`ALTER TABLE messages ADD CONSTRAINT no_poison CHECK (message <> 'poison')`);
  await make(1, { text: 'poison' });
  await make(5);
  const one = process();
  one.onApplicationBootstrap();
  await until('the others are there', async () => (await count('messages')) === 5);
  await until('it waits', async () => (await count(`scheduled_messages WHERE due_at > now() + interval '5 minutes'`)) === 1);
  await one.beforeApplicationShutdown();
  await dataSource.query('ALTER TABLE messages DROP CONSTRAINT no_poison');
});

test('what has become a message cannot become another', async () => {
  await make(1);
  const one = process();
  one.onApplicationBootstrap();
  await nothingWaits();
  await one.beforeApplicationShutdown();
  await expect(dataSource.query('UPDATE scheduled_messages SET due_at = now()')).rejects.toMatchObject({ code: '23514' });
});

const onServer = databaseKind() === 'postgres' ? test : test.skip;
onServer('what another process is queueing, what belongs to another bank, and what is not due, is not put off', async () => {
  await make(1, { bank: 'other' });
  await make(2);
  const repository = new repositories.ScheduledMessagesRepository(database);
  await database.transaction(async (manager) => {
    const [first] = await repository.due(manager, 'bank', 1);
    await repository.postpone('bank');
    const later = await dataSource.query('SELECT scheduled_id FROM scheduled_messages WHERE due_at > now()');
    expect(later).toHaveLength(1);
    expect(later).not.toEqual([{ scheduled_id: first?.scheduled_id }]);
    expect(await count(`scheduled_messages WHERE bank_id = 'other' AND due_at > now()`)).toBe(0);
    const [{ due_at: before }] = await dataSource.query('SELECT max(due_at) AS due_at FROM scheduled_messages');
    await repository.postpone('bank');
    expect(await dataSource.query('SELECT max(due_at) AS due_at FROM scheduled_messages')).toEqual([{ due_at: before }]);
  });
});
