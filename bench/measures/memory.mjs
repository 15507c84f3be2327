import { setTimeout as sleep } from 'node:timers/promises';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { residentMemory } from '../support/process.mjs';
import { median, round, slope } from '../support/statistics.mjs';
import { CONNECTIONS } from './turns.mjs';

const SAMPLE_SECONDS = 2;
/** How long each kind of request is sent before the next. */
const TURN_SECONDS = 10;

/**
 * Resident memory of the service on PostgreSQL while it is loaded with creates, lists and inboxes by turns.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureMemory(run) {
  const { options, generator } = run;
  const server = await startOurs(run.cleanup);
  await checkServer(server);
  const start = residentMemory(server.pid);
  const sampling = sample(server.pid, options.minutes);
  const last = Date.now() + options.minutes * 60_000;
  let answers = 0;
  for (let turn = 0; Date.now() < last; turn++) {
    const request = Object.values(server.requests)[turn % 3] ?? server.requests.create;
    const { perSecond } = await generator.load(request, { connections: CONNECTIONS, seconds: TURN_SECONDS });
    answers += perSecond * TURN_SECONDS;
    if (turn % 6 === 5) run.say(`${Math.ceil((last - Date.now()) / 60_000)} minutes left, ${residentMemory(server.pid).toFixed(0)} MB`);
  }
  const samples = await sampling;
  const found = summarise(start, samples, Math.round(answers));
  const facts = [found.start, found.median, found.most, found.end, found.perMinute].map(String);
  return { found, table: [['MB at start', 'median', 'most', 'end', 'MB per minute, second half'], facts] };
}

/**
 * @param {number} pid
 * @param {number} minutes
 */
async function sample(pid, minutes) {
  /** @type {{ x: number, y: number }[]} minutes and MB */
  const samples = [];
  const began = Date.now();
  for (let passed = 0; passed < minutes; passed = (Date.now() - began) / 60_000) {
    samples.push({ x: passed, y: residentMemory(pid) });
    await sleep(SAMPLE_SECONDS * 1000);
  }
  return samples;
}

/**
 * The slope is that of the second half: in the first the heap grows to the size that the load needs.
 *
 * @param {number} start
 * @param {{ x: number, y: number }[]} samples
 * @param {number} answers
 */
function summarise(start, samples, answers) {
  const values = samples.map(({ y }) => y);
  const perMinute = slope(samples.slice(Math.floor(samples.length / 2)));
  return {
    minutes: Math.round(samples.at(-1)?.x ?? 0),
    answers,
    start: round(start),
    median: round(median(values)),
    most: round(Math.max(...values)),
    end: round(values.at(-1) ?? Number.NaN),
    perMinute: round(perMinute),
  };
}
