import { BANK, startOurs } from '../servers/ours.mjs';
import { sql } from '../support/database.mjs';
import { expectStatus } from '../support/http.mjs';
import { round } from '../support/statistics.mjs';

const CHUNK = 20_000;
/** Customers that are left for the service to make searchable. */
const LEFT = 20_000;
/** Requests at a time. */
const CLERKS = 4;
/** Requests of each kind. */
const SEARCHES = 400;

/** Unevenly common, as names are: the first of each list is by far the most common. */
const FIRST =
  'Maria José Antonio Carmen Ana Manuel Francisco Isabel Laura Javier Lucía Marta Miguel Elena Łukasz Zoë Ingrid Søren Yara Wolfgang';
const LAST =
  'García López Martínez Sánchez Pérez Gómez Fernández Díaz Moreno Álvarez Romero Navarro Torres Gil Vázquez Ramos Smith Żółć Müller Nowak';

/** A name for a number between 0 and 1: of the list, with a letter behind it for most, so that there are some thousands. @param {string} list @param {string} random */
const name = (list, random) =>
  `(ARRAY['${list.split(' ').join("','")}'])[1 + floor(20 * power(${random}, 2))::int] || CASE WHEN random() < 0.5 THEN '' ELSE chr(97 + floor(random() * 26)::int) || chr(97 + floor(random() * 26)::int) END`;

/** @param {number} from @param {number} to */
const others = (from, to) => `
  INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, email, mobile_phone_number, is_searchable)
  SELECT '${BANK}', gen_random_uuid()::text, (10000000 + n)::text, ${name(FIRST, 'a')} || ' ' || ${name(LAST, 'b')} || ' ' || ${name(LAST, 'c')},
         'person.' || n || '@mail' || n % 50 || '.example', '+34 6' || lpad((n::bigint * 7919 % 100000000)::text, 8, '0'), n > ${LEFT}
    FROM (SELECT n, random() AS a, random() AS b, random() AS c FROM generate_series(${from}, ${to}) AS n) AS people
  RETURNING customer_id, customer_number, legal_name, email, mobile_phone_number, is_searchable`;

/**
 * The search for customers among a million of one bank, asked as people type: the beginnings of names, common and rare, numbers, addresses
 * and phones, and what nobody has.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureCustomers({ options, cleanup, say }) {
  const server = await startOurs(cleanup, { name: 'customers' });
  await mayRead(server);
  const began = Date.now();
  for (let stored = 0; stored < options.rows; stored += CHUNK)
    await storeTerms(server.databaseUrl, await sql(server.databaseUrl, others(stored + 1, Math.min(stored + CHUNK, options.rows))));
  say(`stored ${options.rows} customers, ${Math.round((Date.now() - began) / 1000)} s`);
  await sql(server.databaseUrl, 'ANALYZE customers'); // as the server does by itself after a while
  const filled = await waitUntilSearchable(server.databaseUrl, say);
  await sql(server.databaseUrl, 'VACUUM (ANALYZE) customers', 'VACUUM (ANALYZE) customer_search_terms');
  const people = await sql(
    server.databaseUrl,
    `SELECT legal_name, customer_number, email, mobile_phone_number FROM customers WHERE bank_id = '${BANK}' ORDER BY customer_id LIMIT ${SEARCHES}`,
  );

  /** @type {Record<string, { p50: number, p95: number, p99: number, most: number }>} */
  const found = {};
  /** @type {number[]} */
  const all = [];
  for (const [kind, textOf] of Object.entries(KINDS)) {
    const times = await timesOf(server, people.map(textOf));
    all.push(...times);
    found[kind] = shares(times);
  }
  const kinds = { ...found, all: shares(all) };
  const table = [['search, ms', 'p50', 'p95', 'p99', 'most']];
  for (const [kind, { p50, p95, p99, most }] of Object.entries(kinds))
    table.push([kind, ...[p50, p95, p99, most].map((value) => value.toFixed(1))]);
  const [size] = await sql(server.databaseUrl, `SELECT pg_size_pretty(pg_total_relation_size('customer_search_terms')) AS terms`);
  return { found: { customers: options.rows, filled, ...size, kinds }, table };
}

/** As the service stores them with each customer. @param {string} databaseUrl @param {Person[]} people */
async function storeTerms(databaseUrl, people) {
  const { searchTermsOf } = await import(new URL('../../dist/src/messaging/customers/search/search-terms.js', import.meta.url).href);
  const searchable = people.filter(({ is_searchable: is }) => is);
  const rows = searchable.flatMap((/** @type {Person} */ { customer_id: id, ...one }) =>
    searchTermsOf({
      legalName: one.legal_name,
      customerNumber: one.customer_number,
      email: one.email,
      mobilePhoneNumber: one.mobile_phone_number,
    }).map((/** @type {string} */ term) => `(${[BANK, term, id].map((text) => `'${text.replaceAll("'", "''")}'`).join(',')})`),
  );
  if (rows.length > 0) await sql(databaseUrl, `INSERT INTO customer_search_terms (bank_id, term, customer_id) VALUES ${rows.join(',')}`);
}

/** @typedef {Record<string, any>} Person */
const wordOf = (/** @type {Person} */ person, /** @type {number} */ at) => String(person.legal_name).split(' ')[at] ?? '';

/** @type {Record<string, (person: Person, at: number) => string>} */
const KINDS = {
  'two letters of a name': (person) => wordOf(person, 0).slice(0, 2),
  'a whole first name': (person) => wordOf(person, 0),
  'first and last name': (person) => `${wordOf(person, 0)} ${wordOf(person, 1)}`,
  'beginnings of both': (person) => `${wordOf(person, 1).slice(0, 3)} ${wordOf(person, 0).slice(0, 2)}`,
  'all three names': (person) => `${wordOf(person, 2)} ${wordOf(person, 0)} ${wordOf(person, 1)}`,
  'a common name with one that nobody has': (_, at) => `maria qx${at}`,
  'two first names': () => 'maria antonio',
  number: (person) => String(person.customer_number).slice(0, 6),
  'e-mail address': (person) => String(person.email).slice(0, 11),
  phone: (person) => String(person.mobile_phone_number).slice(0, 9),
};

/** @param {{ url: string, admin: Record<string, string> }} server */
async function mayRead({ url, admin }) {
  const { user_id: userId } = await expectStatus(200, { method: 'GET', url: `${url}/obp/v4.0.0/users/current`, headers: admin });
  await expectStatus(201, {
    method: 'POST',
    url: `${url}/obp/v4.0.0/users/${userId}/entitlements`,
    headers: { ...admin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ bank_id: BANK, role_name: 'CanGetCustomer' }),
  });
}

/**
 * The service does it by itself, beside its work. @param {string} databaseUrl @param {(line: string) => void} say
 * @returns {Promise<number | undefined>} how many customers a second got their terms; undefined if it was done before it was looked at
 */
async function waitUntilSearchable(databaseUrl, say) {
  const left = async () => Number((await sql(databaseUrl, 'SELECT count(*) AS left FROM customers WHERE NOT is_searchable'))[0]?.left);
  const total = await left();
  if (total === 0) return void say('all are searchable already');
  let began = Date.now();
  for (let now = total; now > 0; now = await left()) {
    if (now === total) began = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  const perSecond = Math.round(total / ((Date.now() - began) / 1000));
  say(`all are searchable: ${perSecond} a second`);
  return perSecond;
}

/** @param {{ url: string, admin: Record<string, string> }} server @param {string[]} texts */
async function timesOf({ url, admin }, texts) {
  /** @type {number[]} */
  const times = [];
  const rest = texts.values();
  const clerk = async () => {
    for (const text of rest) {
      const began = performance.now();
      await expectStatus(200, {
        method: 'GET',
        url: `${url}/messaging/v1/banks/${BANK}/customers?q=${encodeURIComponent(text)}`,
        headers: admin,
      });
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CLERKS }, clerk));
  return times;
}

/** @param {number[]} times */
function shares(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}
