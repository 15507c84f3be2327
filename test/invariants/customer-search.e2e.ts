import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { CustomerSearch } from '../../src/messaging/customers/search/customer-search.js';
import type { Database } from '../../src/platform/database/database.js';
import { built, openBuiltDatabase } from '../support/built-database.js';

const folder = 'messaging/customers/search';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const searches = await built<typeof import('../../src/messaging/customers/search/customer-search.js')>(`${folder}/customer-search`);
const missing = await built<typeof import('../../src/messaging/customers/search/missing-terms.js')>(`${folder}/missing-terms`);

let dataSource: DataSource;
let database: Database;
let search: CustomerSearch;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  search = new searches.CustomerSearch(database);
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
