import { formatSpread } from '../report/table.mjs';
import { startOurs } from '../servers/ours.mjs';
import { ratio, spread } from '../support/statistics.mjs';
import { expectStatus } from '../support/http.mjs';
import { sql } from '../support/database.mjs';
import { fill } from './fill.mjs';
import { summary, takeTurns } from './turns.mjs';

/** Messages of the customer whose pages are read. */
const OWN = 10_000;
/** Rows of a page; few, so that finding them is not hidden behind writing them out. */
const PAGE = 20;
/** How far from the oldest end the deep page begins. */
const FROM_OLDEST = 500;
/** Few requests at a time: here the time of one counts, not how many the machine can do. */
const READERS = 4;

/**
 * Pages of one customer, and creates, with millions of messages of others stored, against none.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureScale(run) {
  const empty = await startOurs(run.cleanup, { name: 'empty' });
  const full = await startOurs(run.cleanup, { name: 'full' });
  const others = Math.ceil(run.options.rows / OWN) * OWN;
  await fill(empty.databaseUrl, { customer: customerOf(empty.requests.list), own: OWN, others: 0 }, run.say);
  await fill(full.databaseUrl, { customer: customerOf(full.requests.list), own: OWN, others }, run.say);

  const pages = { first: firstPage, deep: deepPage };
  /** @type {Record<string, unknown>} */
  const found = { others, size: await sizeOf(full.databaseUrl) };
  /** @type {string[][]} */
  const table = [['', 'against none', 'with others stored', 'ratio']];
  for (const [name, page] of Object.entries(pages)) {
    const contenders = await Promise.all(
      [empty, full].map(async (server) => ({ name: server.name, request: await page(server.requests.list) })),
    );
    const turns = await takeTurns(run, `${name} page`, contenders, READERS);
    const compared = compare(turns, 'p50');
    found[name] = { ...compared, p99: compare(turns, 'p99') };
    table.push([`${name} page, ms`, formatSpread(compared.empty, 3), formatSpread(compared.full, 3), formatSpread(compared.ratio)]);
  }
  const creates = [
    { name: empty.name, request: empty.requests.create, before: () => sql(empty.databaseUrl, 'TRUNCATE messages') },
    { name: full.name, request: full.requests.create },
  ];
  const turns = await takeTurns(run, 'create', creates);
  const compared = compare(turns, 'perSecond');
  found.create = { ...compared, empty: summary(turns.empty ?? []), full: summary(turns.full ?? []) };
  table.push(['create, per second', formatSpread(compared.empty, 0), formatSpread(compared.full, 0), formatSpread(compared.ratio)]);
  return { found, table };
}

/**
 * @param {Record<string, import('./turns.mjs').Turns>} turns
 * @param {'perSecond' | 'p50' | 'p99'} of
 */
function compare({ empty = [], full = [] }, of) {
  const values = (/** @type {import('./turns.mjs').Turns} */ turns) => turns.map((turn) => turn[of]);
  return { empty: spread(values(empty)), full: spread(values(full)), ratio: ratio(values(full), values(empty)) };
}

/** @param {import('../support/http.mjs').Request} list */
async function firstPage(list) {
  const request = { ...list, url: `${list.url}?limit=${PAGE}` };
  await expectPage(request);
  return request;
}

/**
 * The page that a client reaches by following the links, 500 rows before the oldest.
 *
 * @param {import('../support/http.mjs').Request} list
 */
async function deepPage(list) {
  const oldest = await expectStatus(200, { ...list, url: `${list.url}?limit=1&offset=${OWN - FROM_OLDEST - 1}` });
  const request = { ...list, url: `${list.url}?limit=${PAGE}&cursor=${oldest.messages[0].id}` };
  await expectPage(request);
  const rest = await expectStatus(200, { ...request, url: request.url.replace(`limit=${PAGE}`, 'limit=1000') });
  if (rest.messages.length !== FROM_OLDEST) throw new Error(`the deep page has ${rest.messages.length} messages after it`);
  return request;
}

/** @param {import('../support/http.mjs').Request} request */
async function expectPage(request) {
  const { messages } = await expectStatus(200, request);
  if (messages.length !== PAGE) throw new Error(`${request.url} has ${messages.length} messages`);
}

/** @param {import('../support/http.mjs').Request} list */
const customerOf = (list) => new URL(list.url).pathname.split('/').at(-2) ?? '';

/** @param {string} databaseUrl */
async function sizeOf(databaseUrl) {
  const [row] = await sql(
    databaseUrl,
    `SELECT pg_size_pretty(pg_table_size('messages')) AS rows, pg_size_pretty(pg_indexes_size('messages')) AS index`,
  );
  return row ?? {};
}
