// What `npm run chaos` runs: kills the service, and a PostgreSQL of its own, under load, and compares what is stored with what the callers
// were told. Ends with 1 when a message answered 201 is lost or doubled, or a refused one is stored.
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { keepResult } from '../report/results.mjs';
import { formatTable } from '../report/table.mjs';
import { Cleanup } from '../support/cleanup.mjs';
import { serverVersion } from '../support/database.mjs';
import { findPrograms } from './cluster.mjs';
import { failOverPostgres, killWorkers, restartPostgres } from './delivery.mjs';
import { failOver, readOnly } from './failover.mjs';
import { readOwnWrites } from './replica.mjs';
import { killPostgres, killServiceOnEmbedded, killServiceOnPostgres } from './scenarios.mjs';

const HELP = `Usage: npm run chaos -- [delivery | replica] [options]

  --times N       how often each is killed (50); with replica how many lists (100000)
  --only A,B      of service-postgres, service-embedded, postgres-kill, postgres-immediate, failover and read-only;
                  with delivery of workers, postgres and failover

failover: the primary is killed and its synchronous standby promoted; read-only: only a server that takes no writes is reached for a while.

replica: users list what they have just created, at two processes and a replica that is half a second behind; takes the Redis of
TEST_REDIS_URL (redis://127.0.0.1:6379).

delivery: one of three processes that send, or the PostgreSQL under them; what arrives at two sinks is held against what was said.

The service is killed on the server of TEST_DATABASE_URL (postgres://postgres@127.0.0.1:5432/postgres), and on its embedded database.
PostgreSQL is killed where initdb is found: a server of its own, in a temporary folder.
`;

/** @typedef {Awaited<ReturnType<typeof killPostgres>> | import('./failover.mjs').FoundOfFailover} Found */

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);

/**
 * What can be done here, and a reason for what cannot.
 *
 * @returns {Promise<Record<string, string | ((plan: import('./scenarios.mjs').Plan) => Promise<Found>)>>}
 */
async function scenarios() {
  const server = await serverVersion().catch((error) => error);
  const programs = findPrograms();
  const noPrograms = 'there is no initdb in the path or under /usr/lib/postgresql';
  return {
    'service-postgres': server instanceof Error ? server.message : killServiceOnPostgres,
    'service-embedded': killServiceOnEmbedded,
    'postgres-kill': programs === undefined ? noPrograms : (plan) => killPostgres(plan, { programs, signal: 'SIGKILL' }),
    // What `pg_ctl stop -m immediate` sends.
    'postgres-immediate': programs === undefined ? noPrograms : (plan) => killPostgres(plan, { programs, signal: 'SIGQUIT' }),
    failover: programs === undefined ? noPrograms : (plan) => failOver(plan, programs),
    'read-only': programs === undefined ? noPrograms : (plan) => readOnly(plan, programs),
  };
}

/**
 * @template Result
 * @param {string} name
 * @param {(plan: import('./scenarios.mjs').Plan) => Promise<Result>} scenario
 * @param {number} times
 */
async function run(name, scenario, times) {
  say(`${name}: ${times} times`);
  const cleanup = new Cleanup();
  try {
    return await scenario({ times, cleanup, say });
  } finally {
    await cleanup.run();
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { times: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } },
  });
  const isReplica = positionals[0] === 'replica';
  const times = Number(values.times ?? (isReplica ? '100000' : '50'));
  if (values.help || positionals.some((one) => one !== 'delivery' && one !== 'replica') || !Number.isInteger(times) || times < 1)
    return say(HELP);
  await build();
  const wanted = values.only?.split(',');
  if (isReplica) return mainOfReplica(times);
  if (positionals.length > 0) return mainOfDelivery(times, wanted);
  /** @type {Record<string, Found | { leftOut: string }>} */
  const found = {};
  for (const [name, scenario] of Object.entries(await scenarios())) {
    if (wanted?.includes(name) === false) continue;
    if (typeof scenario === 'string') say(`${name} is left out: ${scenario}`);
    found[name] = typeof scenario === 'string' ? { leftOut: scenario } : await run(name, scenario, times);
  }
  keepResult('chaos', { command: `npm run chaos -- --times ${times}` }, found);
  report(found);
}

/**
 * @param {number} times
 * @param {string[] | undefined} wanted
 */
async function mainOfDelivery(times, wanted) {
  const programs = findPrograms();
  /** @type {Record<string, (plan: import('./scenarios.mjs').Plan) => Promise<import('./delivery.mjs').FoundOfDelivery>>} */
  const all = {
    workers: killWorkers,
    ...(programs && { postgres: (plan) => restartPostgres(plan, programs), failover: (plan) => failOverPostgres(plan, programs) }),
  };
  if (programs === undefined) say('postgres and failover are left out: there is no initdb in the path or under /usr/lib/postgresql');
  /** @type {Record<string, import('./delivery.mjs').FoundOfDelivery>} */
  const found = {};
  for (const [name, scenario] of Object.entries(all))
    if (wanted?.includes(name) !== false) found[`delivery-${name}`] = await run(name, scenario, times);
  keepResult('chaos', { command: `npm run chaos -- delivery --times ${times}` }, found);
  const head = ['delivery', 'killed', 'answered 201', 'lost', 'twice under two keys', 'repeats unmarked', 'repeats marked'];
  const rows = Object.entries(found).map(([name, one]) => [
    name,
    `${one.times} times`,
    ...[one.answered201, one.lost, one.twice, one.repeatsUnmarked, one.repeatsMarked].map(String),
  ]);
  say(`\n${formatTable([head, ...rows])}\n`);
  for (const [name, { span }] of Object.entries(found))
    if (span !== undefined) say(`${name}: milliseconds in which nothing arrived: ${span.median} in the median, ${span.most} at most`);
  for (const [name, { repeatsUnderKey, saidUnknown, saidUnknownNotArrived, strange }] of Object.entries(found))
    say(
      `${name}: ${repeatsUnderKey} came again under their key; ${saidUnknown} are said to be unknown, of which ${saidUnknownNotArrived} did not arrive; ${strange} nobody sent`,
    );
  if (Object.values(found).some(({ kept }) => !kept)) process.exitCode = 1;
}

/** @param {number} times */
async function mainOfReplica(times) {
  const programs = findPrograms();
  if (programs === undefined) throw new Error('there is no initdb in the path or under /usr/lib/postgresql');
  const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
  const found = await run('replica', (plan) => readOwnWrites(plan, programs, redisUrl), times);
  keepResult('chaos', { command: `npm run chaos -- replica --times ${times}` }, { replica: found });
  const { created, missed, fromReplica, fromPrimary } = found;
  say(
    `after ${created} creates ${times} lists, ${fromReplica} from the replica and ${fromPrimary} from the primary: ${missed} without the message`,
  );
  if (!found.kept) process.exitCode = 1;
}

/** @param {Record<string, Found | { leftOut: string }>} found */
function report(found) {
  const head = ['stored of those', 'killed', 'answered 201', 'refused', 'said unknown', 'no answer', 'lost', 'doubled'];
  const of = (/** @type {{ stored: number, sent: number }} */ { stored, sent }) => `${stored} of ${sent}`;
  const done = Object.entries(found).flatMap(([name, one]) => ('leftOut' in one ? [] : [{ name, ...one }]));
  const rows = done.map(({ name, times, answered201, refused, saidUnknown, unanswered, lost, doubled }) => [
    name,
    `${times} times`,
    ...[answered201, refused, saidUnknown, unanswered].map(of),
    String(lost),
    String(doubled),
  ]);
  say(`\n${formatTable([head, ...rows])}\n`);
  for (const one of done)
    if ('spans' in one) {
      say(`${one.name}: milliseconds without an answer, and how often it said wrongly that it was ready: ${one.wronglyReady}`);
      const spans = Object.entries(one.spans).map(([name, { median, most }]) => [name, String(median), String(most)]);
      say(`${formatTable([['way', 'median', 'most'], ...spans])}\n`);
    }
  for (const { name, refusals } of done) for (const refusal of refusals) say(`${name} answered ${refusal}`);
  if (done.some(({ kept }) => !kept)) process.exitCode = 1;
}

await main();
