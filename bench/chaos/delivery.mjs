import { setTimeout as sleep } from 'node:timers/promises';
import { startService } from '../../test/support/service.mjs';
import { startDelivering } from '../measures/delivery/service.mjs';
import { createIn, MESSAGE } from '../servers/requests.mjs';
import { startSink } from '../sinks/sink.mjs';
import { createDatabase, sql } from '../support/database.mjs';
import { median } from '../support/statistics.mjs';
import { Cluster } from './cluster.mjs';
import { WIDEST } from './failover.mjs';
import { Pair } from './pair.mjs';
import { freePort } from './sandbox.mjs';
import { Switch } from './switch.mjs';
import { Writers } from './writers.mjs';

const REPLICAS = 3;
/** Callers of each replica. */
const CALLERS = 4;
/** Messages that must be stored between two kills. */
const BETWEEN = 150;
/** Milliseconds of load before a kill, at most; it comes at any moment. */
const ANY_MOMENT = 300;

/** @typedef {Awaited<ReturnType<typeof underLoad>> & { span?: { median: number, most: number } }} FoundOfDelivery */

/**
 * Kills one replica after the other while it sends, of three that share the work.
 *
 * @param {import('./scenarios.mjs').Plan} plan
 */
export async function killWorkers(plan) {
  const fleet = await Fleet.start(plan, await createDatabase(plan.cleanup, 'chaos_delivery'));
  return underLoad(plan, fleet, (time) => fleet.kill(time % REPLICAS));
}

/**
 * Ends the PostgreSQL under three replicas that are sending, all of it at once, and starts it again.
 *
 * @param {import('./scenarios.mjs').Plan} plan
 * @param {string} programs
 */
export async function restartPostgres(plan, programs) {
  const cluster = await Cluster.start(plan.cleanup, programs);
  const fleet = await Fleet.start(plan, cluster.url);
  return underLoad(plan, fleet, async () => {
    await cluster.end('SIGQUIT');
    await cluster.start();
  });
}

/**
 * Kills the primary under three replicas that are sending, and has its synchronous standby promoted behind the same address.
 *
 * @param {import('./scenarios.mjs').Plan} plan
 * @param {string} programs
 */
export async function failOverPostgres(plan, programs) {
  const pair = await Pair.start(plan.cleanup, programs);
  const address = await Switch.start(plan.cleanup, pair.primary.port);
  const fleet = await Fleet.start(plan, address.url);
  /** @type {number[]} */
  const kills = [];
  const found = await underLoad(plan, fleet, async () => {
    kills.push(performance.timeOrigin + performance.now());
    await pair.kill();
    await pair.promote();
    address.leadTo(pair.primary.port);
    await sleep(WIDEST); // what follows loads the machine
    await pair.rebuild();
  });
  const gaps = kills.map((kill) => Math.round(fleet.longestWait(kill)));
  const span = { median: median(gaps), most: Math.max(...gaps) };
  return { ...found, kept: found.kept && span.most < WIDEST, span };
}

/** Three replicas that create and send, and the two sinks that they send to. */
class Fleet {
  /** @type {{ env: Record<string, string>, service: import('../../test/support/service.mjs').Service }[]} */
  #replicas = [];
  #server;
  #sinks;
  /** When something arrived, in milliseconds since 1970. @type {number[]} */
  #times = [];

  /**
   * @param {import('../measures/delivery/service.mjs').Delivering} server
   * @param {Record<'keys' | 'plain', import('../sinks/sink.mjs').Sink>} sinks
   */
  constructor(server, sinks) {
    this.#server = server;
    this.#sinks = sinks;
  }

  /**
   * @param {import('./scenarios.mjs').Plan} plan
   * @param {string} databaseUrl
   */
  static async start({ cleanup }, databaseUrl) {
    const sinks = { keys: await startSink(cleanup, 'http', 'keep'), plain: await startSink(cleanup, 'smpp', 'keep') };
    const env = { LOG_LEVEL: 'fatal', DELIVERY_WORKERS: 'off' };
    const server = await startDelivering(cleanup, 'chaos_delivery', env, databaseUrl);
    await server.provider('knows-keys', 'http', sinks.keys);
    await server.provider('plain', 'smpp', sinks.plain);
    await server.route('OUT', 'sms', 'knows-keys', 'plain');
    await server.stop();
    const fleet = new Fleet(server, sinks);
    for (let replica = 0; replica < REPLICAS; replica++) {
      const own = { ...server.env, DELIVERY_WORKERS: 'inline', PORT: String(await freePort()) };
      fleet.#replicas.push({ env: own, service: await startService(own) });
    }
    cleanup.add(() => Promise.all(fleet.#replicas.map(({ service }) => service.stop())));
    return fleet;
  }

  get databaseUrl() {
    return this.#server.databaseUrl;
  }

  /** @param {number} index */
  async kill(index) {
    const replica = this.#replicas[index];
    if (replica === undefined) return;
    await replica.service.stop('SIGKILL');
    replica.service = await startService(replica.env);
  }

  /** Callers of each replica, whose messages go to both sinks. */
  writers() {
    const { url, headers } = this.#server.requests.create;
    return this.#replicas.map(({ service }, replica) => {
      const request = createIn(url.replace(this.#server.url, service.url), headers);
      return new Writers(request, CALLERS, (number) => ({
        ...MESSAGE,
        message: `chaos ${replica} ${number}`,
        transport: 'OUT',
      }));
    });
  }

  drained() {
    return this.#server.drained(600);
  }

  /** What arrived, by text: the keys under which it came to the one sink, and how often it came to the other. */
  async arrived() {
    /** @type {Map<string, { keys: string[], plain: number }>} */
    const all = new Map();
    const of = (/** @type {string} */ text) => {
      const known = all.get(text) ?? { keys: [], plain: 0 };
      all.set(text, known);
      return known;
    };
    for (const { text, key, at } of await this.#sinks.keys.taken()) {
      of(text).keys.push(key);
      this.#times.push(at);
    }
    for (const { text, at } of await this.#sinks.plain.taken()) {
      of(text).plain += 1;
      this.#times.push(at);
    }
    this.#times.sort((a, b) => a - b);
    return all;
  }

  /** Milliseconds between two arrivals, the most in the seconds after a moment. @param {number} moment */
  longestWait(moment) {
    const after = this.#times.filter((at) => at > moment && at < moment + 2 * WIDEST);
    return Math.max(...[...after, moment + 2 * WIDEST].map((at, place) => at - (after[place - 1] ?? moment)));
  }
}

/**
 * @param {import('./scenarios.mjs').Plan} plan
 * @param {Fleet} fleet
 * @param {(time: number) => Promise<void>} disturb
 */
async function underLoad({ times, say }, fleet, disturb) {
  const writers = fleet.writers();
  try {
    for (let time = 1; time <= times; time++) {
      await Promise.race(writers.map((one) => one.stored(BETWEEN / REPLICAS)));
      await sleep(Math.random() * ANY_MOMENT);
      await disturb(time);
      if (time % 10 === 0) say(`  ${time} of ${times} times`);
    }
    await Promise.all(writers.map((one) => one.stored(BETWEEN)));
  } finally {
    await Promise.all(writers.map((one) => one.stop()));
  }
  await fleet.drained();
  return { times, ...(await held(fleet, new Map(writers.flatMap(({ outcomes }) => [...outcomes])))) };
}

const DELIVERIES = `
  SELECT m.message AS text, d.status,
         (SELECT count(*)::int FROM delivery_attempts a
           WHERE a.bank_id = d.bank_id AND a.delivery_id = d.delivery_id AND a.outcome IN ('interrupted', 'unknown')) AS uncertain
    FROM deliveries d JOIN messages m ON m.bank_id = d.bank_id AND m.customer_id = d.customer_id AND m.message_id = d.message_id
   WHERE m.message LIKE 'chaos %'`;

/**
 * Holds what arrived against what the callers were told, and against what the service says of each delivery. What comes again under one
 * key to a provider that knows keys goes out once. All that goes out beyond once has to be owed to a try whose end nobody knew, and that is
 * in its history.
 *
 * @param {Fleet} fleet
 * @param {Map<string, import('./writers.mjs').Outcome>} outcomes
 */
async function held(fleet, outcomes) {
  const arrived = await fleet.arrived();
  const deliveries = (await sql(fleet.databaseUrl, DELIVERIES)).map(({ text, status, uncertain }) => {
    const { keys, plain } = arrived.get(text) ?? { keys: [], plain: 0 };
    return { text, status, uncertain, came: keys.length + plain, underKeys: keys.length, keys: new Set(keys).size, plain };
  });
  const known = new Set(deliveries.map(({ text }) => text));
  const answered = [...outcomes].filter(([, outcome]) => outcome === 'stored').map(([text]) => text);
  const count = (/** @type {(one: (typeof deliveries)[number]) => boolean} */ which) => deliveries.filter(which).length;
  const found = {
    answered201: answered.length,
    deliveries: deliveries.length,
    notQueued: answered.filter((text) => !known.has(text)).length,
    saidSentNotArrived: count(({ status, came }) => status === 'sent' && came === 0),
    withoutEnd: count(({ status }) => status !== 'sent' && status !== 'unknown'),
    twice: count(({ keys }) => keys > 1),
    repeatsUnmarked: count(({ keys, plain, uncertain }) => keys + plain - 1 > uncertain),
    repeatsMarked: count(({ keys, plain }) => keys + plain > 1),
    repeatsUnderKey: count(({ underKeys, keys }) => underKeys > keys),
    saidUnknown: count(({ status }) => status === 'unknown'),
    saidUnknownNotArrived: count(({ status, came }) => status === 'unknown' && came === 0),
    strange: [...arrived.keys()].filter((text) => !known.has(text)).length,
  };
  const lost = found.notQueued + found.saidSentNotArrived + found.withoutEnd;
  return { kept: lost + found.twice + found.repeatsUnmarked + found.strange === 0, lost, ...found };
}
