import { startSink } from '../../sinks/sink.mjs';
import { checkpoint, sql } from '../../support/database.mjs';
import { processorSeconds } from '../../support/process.mjs';
import { spread } from '../../support/statistics.mjs';
import { CONNECTIONS } from '../turns.mjs';
import { firstOf, startDelivering } from './service.mjs';

/** Deliveries that are in the queue before, for each second of a turn. */
const AIM = { smpp: 9_000, http: 9_000, smtp: 3_000 };

/**
 * From a queue that was filled before to a sink, by one process that does nothing else: from the first arrival until what became of
 * every one is stored.
 *
 * @param {'smpp' | 'http' | 'smtp'} kind
 * @param {...'receipts'} modes of the sink
 * @returns {(run: import('../measure.mjs').Run) => Promise<import('./delivery.mjs').Row[]>}
 */
export const measureRate =
  (kind, ...modes) =>
  async ({ options, cleanup, say }) => {
    const sink = await startSink(cleanup, kind, ...modes);
    const filler = await startDelivering(cleanup, `rate_${kind}`, { DELIVERY_WORKERS: 'off' });
    await filler.provider('sink', kind, sink);
    await filler.route('OUT', filler.channelOf(kind), 'sink');
    const rates = [];
    /** @type {number[]} */
    const ofService = [];
    /** @type {number[]} */
    const ofPostgres = [];
    for (let round = 0; round <= options.rounds; round++) {
      const count = AIM[kind] * (round === 0 ? 1 : options.seconds);
      await filler.fill(count, 'OUT');
      await checkpoint();
      const before = await sink.count();
      const sender = await filler.another({ DELIVERY_WORKERS: 'inline' });
      const first = await firstOf(sink, before);
      const sessions = await sessionsOf(filler.databaseUrl);
      const used = () => [processorSeconds(sender.process.pid ?? 0), sessions.reduce((sum, pid) => sum + processorSeconds(pid), 0)];
      const [from, counted] = [used(), await sink.count()];
      const end = await filler.drained();
      const each = used().map((seconds, index) => ((seconds - (from[index] ?? 0)) * 1e6) / (before + count - counted));
      await sender.stop();
      const arrived = (await sink.count()) - before;
      if (arrived !== count) throw new Error(`${arrived} messages arrived of ${count}`);
      const rate = (before + count - first.count) / ((end - first.at) / 1000);
      if (round > 0) {
        rates.push(rate);
        ofService.push(each[0] ?? Number.NaN);
        ofPostgres.push(each[1] ?? Number.NaN);
      }
      say(`${kind}, round ${round} of ${options.rounds}: ${Math.round(rate)}/s${round === 0 ? ' (not counted)' : ''}`);
    }
    const name = modes.length > 0 ? `${kind}, a receipt for each` : `to an ${kind.toUpperCase()} sink, queue filled before`;
    return [
      { name, unit: '/s', digits: 0, measured: spread(rates) },
      { name: '  processor of the service for each', unit: ' µs', digits: 0, measured: spread(ofService) },
      { name: '  processor of its sessions of PostgreSQL for each', unit: ' µs', digits: 0, measured: spread(ofPostgres) },
    ];
  };

/**
 * Processes of PostgreSQL that serve the service.
 *
 * @param {string} databaseUrl
 * @returns {Promise<number[]>}
 */
const sessionsOf = async (databaseUrl) =>
  (
    await sql(
      databaseUrl,
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'customer-messages%'`,
    )
  ).map(({ pid }) => pid);

/**
 * The same while creates run at half their rate, in the same process.
 *
 * @param {'smpp' | 'http'} kind
 * @returns {(run: import('../measure.mjs').Run) => Promise<import('./delivery.mjs').Row[]>}
 */
export const measureBeside = (kind) => async (run) => {
  const { options, generator, cleanup, say } = run;
  const sink = await startSink(cleanup, kind);
  const filler = await startDelivering(cleanup, `beside_${kind}`, { DELIVERY_WORKERS: 'off' });
  await filler.provider('sink', kind, sink);
  await filler.route('OUT', filler.channelOf(kind), 'sink');
  const request = filler.create('OUT');
  await generator.load(filler.create('NOWHERE'), { connections: CONNECTIONS, seconds: options.warmUp });
  const { perSecond: alone } = await generator.load(filler.create('NOWHERE'), { connections: CONNECTIONS, seconds: options.seconds });
  /** @type {number[]} */
  const rates = [];
  /** @type {number[]} */
  const creates = [];
  for (let round = 1; round <= options.rounds; round++) {
    await filler.fill(10_000 * (options.seconds + 2), 'OUT');
    await checkpoint();
    const before = await sink.count();
    const sender = await filler.another({ DELIVERY_WORKERS: 'inline' });
    const url = request.url.replace(filler.url, sender.url);
    const [first] = await Promise.all([
      firstOf(sink, before),
      generator.load({ ...request, url }, { connections: CONNECTIONS, seconds: 1, perSecond: alone / 2 }),
    ]);
    const from = { count: await sink.count(), at: performance.now() };
    const { perSecond } = await generator.load(
      { ...request, url },
      { connections: CONNECTIONS, seconds: options.seconds, perSecond: alone / 2 },
    );
    const to = { count: await sink.count(), at: performance.now() };
    const isLeft = (await filler.due()) > 0;
    if (!isLeft || first.count === 0) say(`  the queue was empty before the end: the rate is at least this`);
    rates.push((to.count - from.count) / ((to.at - from.at) / 1000));
    creates.push(perSecond);
    await filler.drained();
    await sender.stop();
    say(
      `${kind} beside creates, round ${round} of ${options.rounds}: ${Math.round(rates.at(-1) ?? 0)}/s, creates ${Math.round(perSecond)}/s`,
    );
  }
  return [
    { name: `the same (${kind.toUpperCase()}) while creates run at half their rate`, unit: '/s', digits: 0, measured: spread(rates) },
    { name: `  creates then, alone ${Math.round(alone)}`, unit: '/s', digits: 0, measured: spread(creates) },
  ];
};
