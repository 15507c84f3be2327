import { setTimeout as sleep } from 'node:timers/promises';
import { startSink } from '../../sinks/sink.mjs';
import { expectStatus } from '../../support/http.mjs';
import { spread } from '../../support/statistics.mjs';
import { startDelivering } from './service.mjs';

/** Milliseconds between two creates, on average: a low load. */
const PAUSE = 25;
const MESSAGES = 200;

/**
 * From the moment at which a create is sent until the message is at a gateway, one message at a time: by the process that was asked, and by
 * another one.
 *
 * @param {import('../measure.mjs').Run} run
 * @returns {Promise<import('./delivery.mjs').Row[]>}
 */
export async function measureLatency({ options, cleanup, say }) {
  const rows = [];
  for (const where of /** @type {const} */ (['the same process', 'another process'])) {
    const sink = await startSink(cleanup, 'http', 'keep');
    const server = await startDelivering(cleanup, 'latency', { DELIVERY_WORKERS: where === 'the same process' ? 'inline' : 'off' });
    await server.provider('sink', 'http', sink);
    await server.route('OUT', 'sms', 'sink');
    if (where === 'another process') await server.another({ DELIVERY_WORKERS: 'inline' });
    const rounds = [];
    for (let round = 0; round <= options.rounds; round++) {
      const times = await timesOf(server, sink);
      if (round > 0) rounds.push(times);
      say(`${where}, round ${round}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`);
    }
    for (const share of [0.5, 0.99])
      rows.push({
        name: `create to handed over, ${where}, p${share * 100}`,
        unit: ' ms',
        digits: 1,
        measured: spread(rounds.map((times) => percentile(times, share))),
      });
    await server.stop();
  }
  return rows;
}

/**
 * @param {import('./service.mjs').Delivering} server
 * @param {import('../../sinks/sink.mjs').Sink} sink
 * @returns {Promise<number[]>} milliseconds
 */
async function timesOf(server, sink) {
  await sink.taken();
  /** @type {Map<string, number>} */
  const begun = new Map();
  for (let message = 0; message < MESSAGES; message++) {
    const text = `latency ${begun.size}`;
    begun.set(text, performance.timeOrigin + performance.now());
    await expectStatus(201, server.create('OUT', text));
    await sleep(PAUSE * 2 * Math.random());
  }
  await server.drained(60);
  return (await sink.taken()).map(({ text, at }) => at - (begun.get(text) ?? Number.NaN));
}

/**
 * @param {readonly number[]} values
 * @param {number} share
 */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
