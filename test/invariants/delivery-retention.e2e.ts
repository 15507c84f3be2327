import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Database } from '../../src/platform/database/database.js';
import type { Retention } from '../../src/messaging/deliveries/retention/retention.js';
import { built, openBuiltDatabase } from '../support/built-database.js';

const folder = 'messaging/deliveries/retention';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const ids = await built<typeof import('../../src/messaging/customer-messages/message-id.js')>('messaging/customer-messages/message-id');
const retentions = await built<typeof import('../../src/messaging/deliveries/retention/retention.js')>(`${folder}/retention`);
const repositories = await built<typeof import('../../src/messaging/deliveries/retention/retention.repository.js')>(
  `${folder}/retention.repository`,
);

const audits = await built<typeof import('../../src/platform/audit/audit-trail.js')>('platform/audit/audit-trail');
const deliveries = await built<typeof import('../../src/messaging/deliveries/deliveries.repository.js')>(
  'messaging/deliveries/deliveries.repository',
);
const services = await built<typeof import('../../src/messaging/deliveries/deliveries.service.js')>(
  'messaging/deliveries/deliveries.service',
);

const DAY = 86_400_000;
const NOW = Date.now();

let dataSource: DataSource;
let database: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B'), ('other', 'O')`);
});
afterAll(() => close());
beforeEach(() =>
  dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, scheduled_messages, delivery_retention'),
);

/** A process. */
const retention = (days = 90): Retention =>
  new retentions.Retention(new repositories.RetentionRepository(database), {
    deliveryWorkers: 'only',
    deliveryRetentionDays: days,
  } as never);

const idOf = (days: number): string => ids.idBefore(NOW - days * DAY).replace(/0000-0000-.{12}$/, `7000-8000-${randomUUID().slice(-12)}`);

/** So many deliveries of messages that old, each with a try and a part. */
async function make(count: number, days: number, status = 'delivered', bank = 'bank'): Promise<string[]> {
  const messages = Array.from({ length: count }, () => idOf(days));
  await dataSource.query(
    `WITH made AS (
       INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, address_hash, address_shown, attempts)
       SELECT $1, m, gen_random_uuid(), 'customer', 'sms', 'normal', $3, gen_random_uuid(), '…4876', 1 FROM unnest($2::uuid[]) AS m
       RETURNING bank_id, message_id, delivery_id), tried AS (
       INSERT INTO delivery_attempts (bank_id, delivery_id, attempt, provider_id, started_at, ended_at, outcome, code, send_key)
       SELECT bank_id, delivery_id, 1, 'sim', now(), now(), 'accepted', '', '' FROM made)
     INSERT INTO delivery_parts (bank_id, provider_id, reference, message_id, delivery_id)
     SELECT bank_id, 'sim', delivery_id::text, message_id, delivery_id FROM made`,
    [bank, messages, status],
  );
  return messages;
}

const count = async (what: string): Promise<number> => (await dataSource.query(`SELECT count(*)::int AS count FROM ${what}`))[0].count;
const ERASED = `deliveries WHERE address_hash IS NULL AND address_shown = '' AND status = 'delivered'`;

test('what is old is erased but for what became of it, at every bank and more than a slice', async () => {
  await make(450, 91);
  await make(2, 91, 'delivered', 'other');
  await make(3, 89);
  await retention().erase(NOW);
  expect([await count(ERASED), await count('deliveries')]).toEqual([452, 455]);
  expect([await count('delivery_attempts'), await count('delivery_parts')]).toEqual([3, 3]);
  await retention().erase(NOW + 2 * DAY);
  expect([await count(ERASED), await count('delivery_attempts'), await count('delivery_parts')]).toEqual([455, 0, 0]);
});

test('who has the place of a bank is not waited for, and holds up no other bank', async () => {
  await make(3, 100);
  await make(2, 100, 'delivered', 'other');
  const repository = new repositories.RetentionRepository(database);
  await database.transaction((manager) => repository.hold(manager, 'bank')); // its place is there before
  await database.transaction(async (manager) => {
    await repository.hold(manager, 'bank');
    if (database.connections > 1) await retention().erase(NOW); // a single connection is taken by this very transaction
  });
  expect(await count(ERASED)).toBe(database.connections > 1 ? 2 : 0);
  await retention().erase(NOW);
  expect(await count(ERASED)).toBe(5);
});

test('what waits for a receipt is not erased', async () => {
  const [waiting] = await make(1, 100, 'sent');
  await make(1, 95);
  await dataSource.query(`UPDATE deliveries SET receipt_until = now() + interval '1 hour' WHERE message_id = $1`, [waiting]);
  await retention().erase(NOW);
  expect([await count(ERASED), await count('delivery_parts')]).toEqual([0, 2]);
  await dataSource.query(`UPDATE deliveries SET status = 'delivered', receipt_until = NULL WHERE message_id = $1`, [waiting]);
  await retention().erase(NOW);
  expect([await count(ERASED), await count('delivery_parts')]).toEqual([2, 0]);
});

test('what is still to be sent is waited for, and what was driven again is looked at again', async () => {
  const [open] = await make(1, 95, 'retrying');
  await make(2, 100);
  await make(2, 93);
  await retention().erase(NOW);
  expect(await count(ERASED)).toBe(2);
  await dataSource.query(`UPDATE deliveries SET status = 'delivered' WHERE message_id = $1`, [open]);
  await retention().erase(NOW);
  expect(await count(ERASED)).toBe(5);

  const repository = new repositories.RetentionRepository(database);
  await database.transaction((manager) => repository.hold(manager, 'bank', open as string));
  await dataSource.query(`UPDATE deliveries SET address_hash = gen_random_uuid(), address_shown = '…1' WHERE message_id = $1`, [open]);
  await retention().erase(NOW);
  expect(await count(ERASED)).toBe(5);
});

test('one that is driven again will be erased again', async () => {
  const [message] = await make(1, 100, 'dead');
  await dataSource.query(`INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    VALUES ('bank', 'customer', '1', 'L', '1') ON CONFLICT DO NOTHING`);
  await dataSource.query(
    `INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
     VALUES ('bank', 'customer', $1, now(), 'SMS', 'text', 'd', 'p', 'u', 'c')`,
    [message],
  );
  await retention().erase(NOW);
  const place = async (): Promise<string> => (await dataSource.query('SELECT erased_until FROM delivery_retention'))[0]?.erased_until;
  expect(await place()).toBe(message);
  const [{ delivery_id: deliveryId }] = await dataSource.query('SELECT delivery_id FROM deliveries');
  const audit = new audits.AuditTrail(database, { invalidateLocally: () => undefined } as never);
  const repository = new repositories.RetentionRepository(database);
  const worker = { wake: () => undefined };
  const service = new services.DeliveriesService(
    new deliveries.DeliveriesRepository(database),
    worker as never,
    audit,
    {} as never,
    repository,
  );
  const actor = { userId: 'u', consumerId: 'c', correlationId: 'x', requestId: 'r' };
  await service.redrive(actor, { bankId: 'bank', customerId: 'customer', messageId: message as string, deliveryId });
  expect((await place()) < (message as string)).toBe(true);
});

test('scheduled messages go when they are over, not while they wait', async () => {
  const schedule = (created: number, sendIn: number, isOver: boolean): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO scheduled_messages (bank_id, scheduled_id, customer_id, created_at, transport, message, from_department, from_person,
                                       created_by_user_id, created_by_consumer_id, send_at, due_at)
       VALUES ('bank', $1, 'customer', now(), 'SMS', 'text', 'd', 'p', 'u', 'c', $2, $3)`,
      [idOf(created), new Date(NOW + sendIn * DAY), isOver ? null : new Date(NOW + sendIn * DAY)],
    );
  for (let index = 0; index < 250; index++) await schedule(120, -100, true);
  await schedule(120, -10, true); // it was over only now
  await schedule(120, 10, false);
  await retention().erase(NOW);
  expect(await dataSource.query('SELECT send_at < now() AS is_past FROM scheduled_messages ORDER BY send_at')).toEqual([
    { is_past: true },
    { is_past: false },
  ]);
});

test('the trouble of one bank holds up no other', async () => {
  await make(1, 100, 'delivered', 'other');
  const repository = new repositories.RetentionRepository(database);
  const eraseSome = repository.eraseSome.bind(repository);
  repository.eraseSome = (bankId, ...rest) => (bankId === 'bank' ? Promise.reject(new Error('refused')) : eraseSome(bankId, ...rest));
  const one = new retentions.Retention(repository, { deliveryWorkers: 'only', deliveryRetentionDays: 90 } as never);
  await expect(one.erase(NOW)).rejects.toThrow('refused');
  expect(await count(ERASED)).toBe(1);
});
