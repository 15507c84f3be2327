import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Inserted } from '../../src/platform/database/bulk-insert.js';
import type { Database } from '../../src/platform/database/database.js';
import type { KeyedMessageRow, MessageInserts, NewMessageRow } from '../../src/messaging/customer-messages/inserts/message-inserts.js';
import type { MessageWriter } from '../../src/messaging/customer-messages/message-writer.js';
import { built, openBuiltDatabase } from '../support/built-database.js';
import { databaseKind } from '../support/databases.mjs';

const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const inserts = 'messaging/customer-messages/inserts';
const { PlainInserts } = await built<typeof import('../../src/messaging/customer-messages/inserts/plain-inserts.js')>(
  `${inserts}/plain-inserts`,
);
const { DistributedInserts } = await built<typeof import('../../src/messaging/customer-messages/inserts/distributed-inserts.js')>(
  `${inserts}/distributed-inserts`,
);
const { messageInserts } = await built<typeof import('../../src/messaging/customer-messages/inserts/message-tables.js')>(
  `${inserts}/message-tables`,
);
const news = await built<typeof import('../../src/messaging/customer-messages/stored-messages.js')>(
  'messaging/customer-messages/stored-messages',
);
const leads = await built<typeof import('../../src/messaging/customer-messages/message-id-leads.js')>(
  'messaging/customer-messages/message-id-leads',
);
const writers = await built<typeof import('../../src/messaging/customer-messages/message-writer.js')>(
  'messaging/customer-messages/message-writer',
);

const { MessageDeliveries } = await built<typeof import('../../src/messaging/deliveries/message-deliveries.js')>(
  'messaging/deliveries/message-deliveries',
);

const onServer = databaseKind() === 'postgres';
let dataSource: DataSource;
let database: Database;
let close: () => Promise<void>;
/** To this transport the banks have a route, and to no other. */
let transport = '';
const routes = new Map([['sms', { transport: 'sms', channel: 'sms', providers: [] }]]);
const companion = new MessageDeliveries({ of: () => routes } as never, { wake: () => undefined } as never);

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) SELECT 'bank' || n, 'B' FROM generate_series(1, 60) n`);
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    SELECT 'bank' || n, 'customer' || n, '1', 'L', '1' FROM generate_series(1, 60) n`);
});
afterAll(() => close());

const messageTo = (customer: string, bank = 'bank1', message = 'text'): NewMessageRow => ({
  bank_id: bank,
  customer_id: customer,
  message_id: randomUUID(),
  date: new Date(),
  transport,
  message,
  from_department: 'd',
  from_person: 'p',
  created_by_user_id: 'u',
  created_by_consumer_id: 'c',
});

const hash = (): string => randomUUID().replaceAll('-', '');
const keyedTo = (customer: string, keyHash = hash(), bank?: string, message?: string): KeyedMessageRow => ({
  row: messageTo(customer, bank, message),
  call: { bankId: bank ?? 'bank1', keyHash, earlierHash: hash(), fingerprint: hash() },
});

/** What became of rows that are written at once: whether each is stored, or the code that it was refused with. */
const told = (outcomes: readonly Inserted[]): unknown[] =>
  outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as { code?: string }).code));

const storedOf = async (rows: readonly NewMessageRow[]): Promise<boolean[]> => {
  const found: { message_id: string }[] = await dataSource.query('SELECT message_id FROM messages WHERE message_id = ANY ($1::uuid[])', [
    rows.map((row) => row.message_id),
  ]);
  const ids = new Set(found.map((row) => row.message_id));
  return rows.map((row) => ids.has(row.message_id));
};

const FORMS: [name: string, make: () => MessageInserts, transport: string][] = [
  ['plain', () => new PlainInserts(database, companion), ''],
  ['distributed', () => new DistributedInserts(database, companion), ''],
  ['plain, with deliveries,', () => new PlainInserts(database, companion), 'SMS'],
  ['distributed, with deliveries,', () => new DistributedInserts(database, companion), 'SMS'],
];

test('the plain statements are taken where the tables are not distributed, and the others where Citus lists them', async () => {
  expect(await messageInserts(database, companion)).toBeInstanceOf(PlainInserts);
  await dataSource.query('CREATE TABLE pg_dist_partition (logicalrelid regclass)');
  expect(await messageInserts(database, companion)).toBeInstanceOf(PlainInserts);
  await dataSource.query(`INSERT INTO pg_dist_partition VALUES ('messages')`);
  expect(await messageInserts(database, companion)).toBeInstanceOf(DistributedInserts);
  await dataSource.query('DROP TABLE pg_dist_partition');
});

describe.each(FORMS)('%s statements', (form, make, ofForm) => {
  beforeAll(() => void (transport = ofForm));

  afterAll(async () => {
    const [{ wrong, right }] = await dataSource.query(`
      SELECT count(*) FILTER (WHERE (m.transport = 'SMS') IS DISTINCT FROM (d.message_id IS NOT NULL AND q.delivery_id IS NOT NULL))::int AS wrong,
             count(q.delivery_id)::int AS right
        FROM messages m
        FULL JOIN deliveries d ON d.bank_id = m.bank_id AND d.message_id = m.message_id
        FULL JOIN delivery_queue q ON q.bank_id = d.bank_id AND q.delivery_id = d.delivery_id`);
    expect([wrong, right > 0]).toEqual([0, ofForm !== '']); // no message without its delivery, nor the other way round
    await dataSource.query('TRUNCATE deliveries, delivery_queue, messages');
  });

  const writer = (): MessageWriter =>
    new writers.MessageWriter(make(), companion, new leads.MessageIdLeads(database), new news.StoredMessages(), {
      messageQueue: 10_000,
      idempotencyKeySeconds: 60,
    } as never);

  const write = async (rows: readonly NewMessageRow[]): Promise<unknown[]> => {
    const to = writer();
    return told(await Promise.allSettled(rows.map((row) => to.write(row))));
  };
  const writeKeyed = async (rows: readonly KeyedMessageRow[], to = writer()): Promise<unknown[]> =>
    told(await Promise.allSettled(rows.map((row) => to.writeKeyed(row))));

  test.each<[name: string, rows: () => NewMessageRow[], outcomes: unknown[]]>([
    ['all good', () => [messageTo('customer1'), messageTo('customer1')], [true, true]],
    ['one customer missing', () => [messageTo('customer1'), messageTo('nobody'), messageTo('customer1')], [true, false, true]],
    ['all missing', () => [messageTo('nobody'), messageTo('nobody else')], [false, false]],
    ["another bank's customer", () => [messageTo('customer2'), messageTo('customer2', 'bank2')], [false, true]],
    ['no such bank', () => [messageTo('customer1', 'no bank'), messageTo('customer1')], [false, true]],
    [
      'a poisoned one',
      () => [messageTo('customer1'), messageTo('customer1', 'bank1', 'bad\0'), messageTo('nobody'), messageTo('customer1')],
      [true, '22021', false, true],
    ],
  ])('messages: %s', async (_name, make, outcomes) => {
    const rows = make();
    expect(await write(rows)).toEqual(outcomes);
    expect(await storedOf(rows)).toEqual(outcomes.map((one) => one === true));
    const keyed = make().map((row) => ({ ...keyedTo(''), row }));
    expect(await writeKeyed(keyed)).toEqual(outcomes);
    expect(await storedOf(keyed.map(({ row }) => row))).toEqual(outcomes.map((one) => one === true));
  });

  test('messages of many banks at once, each to its own', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => messageTo(`customer${(n % 60) + 1}`, `bank${(n % 60) + 1}`, `text ${n}`));
    expect(await write(rows)).toEqual(rows.map(() => true));
    const found: { bank_id: string; message: string }[] = await dataSource.query(
      'SELECT bank_id, message FROM messages WHERE message_id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], message_id)',
      [rows.map((row) => row.message_id)],
    );
    expect(found).toEqual(rows.map(({ bank_id, message }) => ({ bank_id, message })));
  });

  test('keys: a repeat stores nothing, whoever else is in the statement, and an expired key is new again', async () => {
    const key = hash();
    expect(await writeKeyed([keyedTo('customer1', key)])).toEqual([true]);
    const rows = [keyedTo('customer1'), keyedTo('customer1', key), keyedTo('customer1')];
    expect(await writeKeyed(rows)).toEqual([true, false, true]);
    expect(await storedOf(rows.map(({ row }) => row))).toEqual([true, false, true]);
    await dataSource.query(`UPDATE idempotency_keys SET expires_at = now() - interval '1 second' WHERE key_hash = $1`, [key]);
    const again = keyedTo('customer1', key);
    expect(await writeKeyed([again])).toEqual([true]);
    const kept: unknown[] = await dataSource.query(
      'SELECT message_id, expires_at > now() AS good FROM idempotency_keys WHERE key_hash = $1',
      [key],
    );
    expect(kept).toEqual([{ message_id: again.row.message_id, good: true }]);
  });

  test('keys: of two with the same one in a statement one is stored', async () => {
    const key = hash();
    const rows = [keyedTo('customer1', key), keyedTo('customer1', key), keyedTo('customer1')];
    expect(await writeKeyed(rows)).toEqual([true, false, true]);
    expect(await storedOf(rows.map(({ row }) => row))).toEqual([true, false, true]);
  });

  test('keys: a call that was made before keys were scoped to users is not made again', async () => {
    const one = keyedTo('customer1');
    const { earlierHash, fingerprint } = one.call;
    await dataSource.query(`INSERT INTO idempotency_keys VALUES ('bank1', $1, $2, $3, now() + interval '1 hour')`, [
      earlierHash,
      fingerprint,
      randomUUID(),
    ]);
    expect(await writeKeyed([one, keyedTo('customer1')])).toEqual([false, true]);
  });

  test('keys: those of a batch, with what is wrong in it', async () => {
    const batchKey = hash();
    const used = keyedTo('customer1');
    const of = (rows: KeyedMessageRow[]): Promise<readonly Inserted[]> =>
      writer().writeKeyedGroup(rows.map((row) => ({ ...row, batchKey })));
    expect(told(await of([used, keyedTo('customer1')]))).toEqual([true, true]);
    const rows = [
      keyedTo('customer1'),
      keyedTo('nobody'),
      keyedTo('customer1', used.call.keyHash),
      keyedTo('customer1', hash(), 'bank1', '\0'),
    ];
    expect(told(await of(rows))).toEqual([true, false, false, '22021']);
  });

  if (onServer) {
    test('keys: one that another replica is storing is never stored twice', async () => {
      const key = hash();
      const rows = [keyedTo('customer1', key), keyedTo('customer1')];
      let waited: Promise<unknown[]> | undefined;
      await dataSource.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock(36, uuid_hash($1))', [key]);
        await manager.query(`INSERT INTO idempotency_keys VALUES ('bank1', $1, $2, $3, now() + interval '1 hour')`, [
          key,
          hash(),
          randomUUID(),
        ]);
        waited = writeKeyed(rows);
        // The plain statements do not wait for it, and the others do.
        const first = await Promise.race([waited, new Promise((resolve) => setTimeout(() => resolve('waits'), 300))]);
        expect(first).toEqual(form.startsWith('plain') ? [false, true] : 'waits');
      });
      expect(await waited).toEqual([false, true]);
    });

    test('keys: replicas that get the same ones in another order do not lock each other out', async () => {
      const keys = Array.from({ length: 100 }, () => hash());
      const [one, other] = await Promise.all([
        writeKeyed(keys.map((key) => keyedTo('customer1', key))),
        writeKeyed(keys.toReversed().map((key) => keyedTo('customer1', key))),
      ]);
      const times = keys.map((_key, index) => [one?.[index], other?.toReversed()[index]].filter((stored) => stored === true).length);
      if (form.startsWith('plain')) expect(Math.max(...times)).toBe(1);
      else expect(times).toEqual(keys.map(() => 1));
    });
  }
});
