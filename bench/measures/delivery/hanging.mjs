import { setTimeout as sleep } from 'node:timers/promises';
import { startSink } from '../../sinks/sink.mjs';
import { expectStatus } from '../../support/http.mjs';
import { ratio } from '../../support/statistics.mjs';
import { percentile } from './latency.mjs';
import { startDelivering } from './service.mjs';

const PAUSE = 20;

/**
 * Two providers of one lane, of which one takes everything and answers nothing: how long messages take that the other one gets, against
 * how long without the first. A provider that hangs fills its window, and then its circuit opens.
 *
 * @param {import('../measure.mjs').Run} run
 * @returns {Promise<import('./delivery.mjs').Row[]>}
 */
export async function measureHanging({ options, cleanup, say }) {
  /** @type {Record<'alone' | 'beside', number[][]>} */
  const times = { alone: [], beside: [] };
  const [good, hanging] = [await startSink(cleanup, 'http', 'keep'), await startSink(cleanup, 'http', 'silent')];
  for (let round = 0; round <= options.rounds; round++) {
    for (const how of /** @type {const} */ (['alone', 'beside'])) {
      // A new service each time: what it knows of a provider that hangs is forgotten.
      const server = await startDelivering(cleanup, 'hanging');
      await server.provider('good', 'http', good);
      if (how === 'beside') await server.provider('hanging', 'http', hanging);
      await server.route('OUT', 'sms', 'good', ...(how === 'beside' ? ['hanging'] : []));
      const all = await timesOf(server, good, options.seconds * 1000);
      if (round > 0) times[how].push(all);
      await server.stop();
    }
    const last = (/** @type {'alone' | 'beside'} */ how) => times[how].at(-1) ?? [];
    if (round > 0)
      say(
        `hanging, round ${round}: p50 ${percentile(last('alone'), 0.5).toFixed(1)} ms alone, ${percentile(last('beside'), 0.5).toFixed(1)} ms beside`,
      );
  }
  return [0.5, 0.99].map((share) => {
    const of = (/** @type {number[][]} */ rounds) => rounds.map((one) => percentile(one, share));
    return {
      name: `one provider hangs: time to sent with the others of its lane, p${share * 100}`,
      unit: 'x',
      digits: 2,
      measured: ratio(of(times.beside), of(times.alone)),
    };
  });
}

/**
 * @param {import('./service.mjs').Delivering} server
 * @param {import('../../sinks/sink.mjs').Sink} good
 * @param {number} milliseconds
 */
async function timesOf(server, good, milliseconds) {
  /** @type {Map<string, number>} */
  const begun = new Map();
  const one = async () => {
    const text = `hanging ${begun.size}`;
    begun.set(text, performance.timeOrigin + performance.now());
    await expectStatus(201, server.create('OUT', text));
  };
  for (let warm = 0; warm < 100; warm++) await one();
  await sleep(500);
  begun.clear();
  await good.taken();
  for (const last = Date.now() + milliseconds; Date.now() < last; await sleep(PAUSE * 2 * Math.random())) await one();
  await sleep(1000);
  return (await good.taken()).map(({ text, at }) => at - (begun.get(text) ?? Number.NaN)).filter((time) => !Number.isNaN(time));
}
