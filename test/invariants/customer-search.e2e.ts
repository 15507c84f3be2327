import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { CustomerSearch } from '../../src/messaging/customers/search/customer-search.js';
import type { BankMessages } from '../../src/messaging/deliveries/sent/bank-messages.js';
import type { Database } from '../../src/platform/database/database.js';
import { built, openBuiltDatabase } from '../support/built-database.js';
import { databaseKind } from '../support/databases.mjs';

const folder = 'messaging/customers/search';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const searches = await built<typeof import('../../src/messaging/customers/search/customer-search.js')>(`${folder}/customer-search`);
const repositories = await built<typeof import('../../src/messaging/deliveries/sent/bank-messages.repository.js')>(
  'messaging/deliveries/sent/bank-messages.repository',
);
const sent = await built<typeof import('../../src/messaging/deliveries/sent/bank-messages.js')>('messaging/deliveries/sent/bank-messages');
const missing = await built<typeof import('../../src/messaging/customers/search/missing-terms.js')>(`${folder}/missing-terms`);

let dataSource: DataSource;
let database: Database;
let search: CustomerSearch;
let messages: BankMessages;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  search = new searches.CustomerSearch(database);
  messages = new sent.BankMessages(new repositories.BankMessagesRepository(database));
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B'), ('other', 'O')`);
  // As an earlier version stores them: without terms.
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    SELECT bank, 'customer-' || n, n::text, CASE WHEN n % 300 = 7 THEN 'María Núñez ' ELSE 'Maria García ' END || n, '+34' || n
      FROM unnest(ARRAY['bank', 'other']) AS bank, generate_series(1, 600) AS n`);
});
afterAll(() => close());

const found = async (text: string): Promise<string[]> => (await search.find('bank', text, 20)).map(({ customer_id: id }) => id);

test('customers without terms get theirs, by several processes at once', async () => {
  expect(await found('maria')).toEqual([]);
  await Promise.all([1, 2].map(() => new missing.MissingTerms(database).fill()));
  const [left] = await dataSource.query<{ count: number }[]>('SELECT count(*)::int FROM customers WHERE NOT is_searchable');
  expect(left?.count).toBe(0);
  expect((await found('nunez maria')).toSorted()).toEqual(['customer-307', 'customer-7']);
  expect(await found('maria garcia')).toHaveLength(20);
  expect(await found('+34 599')).toEqual(['customer-599']);
  await new missing.MissingTerms(database).fill();
  const [terms] = await dataSource.query<{ count: number }[]>(`SELECT count(*)::int FROM customer_search_terms WHERE bank_id = 'other'`);
  expect(terms?.count).toBe(600 * 8); // three words by twos, the number, and the phone
});

// The embedded database has one session.
const onServer = databaseKind() === 'postgres' ? test : test.skip;

onServer('customers whom others hold are left for the next round, and those whom a message is created for are not', async () => {
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    SELECT bank, 'held-' || bank, 'held', 'Held', '+1' FROM unnest(ARRAY['bank', 'other']) AS bank`);
  const left = async (): Promise<string[]> =>
    (await dataSource.query<{ id: string }[]>('SELECT customer_id AS id FROM customers WHERE NOT is_searchable')).map(({ id }) => id);
  const hold = (how: string): Promise<void> =>
    dataSource.transaction(async (holder) => {
      await holder.query(`SELECT FROM customers WHERE customer_id = 'held-bank' FOR ${how}`);
      await new missing.MissingTerms(database).fill();
    });
  await hold('UPDATE');
  expect(await left()).toEqual(['held-bank']);
  await hold('KEY SHARE');
  expect(await left()).toEqual([]);
});

test('names are read up to a bound in all, however many words begin alike', async () => {
  const words = 250;
  const each = searches.MOST_READ / (words - 1) + 1;
  await dataSource.query(
    `INSERT INTO customer_search_terms (bank_id, term, customer_id)
     SELECT 'bank', 'wideword' || to_char(word, 'FM000') || ' common' || CASE WHEN one = 0 AND word IN (1, $1::int) THEN ' rare' ELSE '' END,
            CASE WHEN one > 0 THEN 'nobody-' || one WHEN word = 1 THEN 'customer-1' ELSE 'customer-2' END
       FROM generate_series(1, $1::int) AS word, generate_series(0, $2::int) AS one`,
    [words, Math.ceil(each)],
  );
  expect(await found('wideword common rare')).toEqual(['customer-1']);
  expect(await found(`wideword${words} common rare`)).toEqual(['customer-2']);
});

test('is read along the index', async () => {
  await dataSource.query('ANALYZE customer_search_terms');
  const plan = await dataSource.query<Record<string, string>[]>(
    `EXPLAIN SELECT term, customer_id FROM customer_search_terms
      WHERE bank_id = 'bank' AND term >= 'mar' AND term < 'mar' || U&'\\+10FFFF' ORDER BY term, customer_id LIMIT 5`,
  );
  const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(lines).toMatch(/Index (Only )?Scan using customer_search_terms_pkey/);
  expect(lines).not.toContain('Sort');
});

test('a page of messages that looks through as many as it may says where it has stopped, and nothing comes twice', async () => {
  const store = (from: number, to: number): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id,
                             created_by_consumer_id)
       SELECT 'bank', 'customer-1', ('00000000-0000-7000-8000-' || to_char(n, 'FM000000000000'))::uuid, now(), 'SMS',
              CASE WHEN n IN (1, 10002) THEN 'wanted' ELSE 'other' END, '', '', 'writer', ''
         FROM generate_series($1::int, $2::int) AS n`,
      [from, to],
    );
  const most = repositories.MOST_READ;
  await store(1, most + 1);
  const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const anything = { customerId: undefined, transport: undefined, status: undefined, sender: undefined, from: undefined, until: undefined };
  const wanted = { ...anything, text: 'wanted', after: id(0), before: id(999_999), limit: 20 };
  expect(await messages.page('bank', wanted)).toEqual({ messages: [], cursor: id(2) });
  await store(most + 2, most + 2);
  const rest = await messages.page('bank', { ...wanted, before: id(2) });
  expect([rest.messages.map(({ message_id: found }) => found), rest.cursor]).toEqual([[id(1)], undefined]);
  const newest = await messages.page('bank', { ...wanted, customerId: 'customer-1' });
  expect([newest.messages.map(({ message_id: found }) => found), newest.cursor]).toEqual([[id(most + 2)], id(3)]);
  const all = await messages.page('bank', { ...wanted, text: undefined });
  expect([all.messages.length, all.cursor]).toEqual([20, id(most - 17)]);
  expect(await messages.page('bank', { ...wanted, sender: 'nobody' })).toEqual({ messages: [], cursor: undefined });
});
