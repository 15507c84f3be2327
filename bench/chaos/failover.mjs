import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../support/http.mjs';
import { median } from '../support/statistics.mjs';
import { Pair } from './pair.mjs';
import { Paths, waysOf } from './paths.mjs';
import { Sandbox } from './sandbox.mjs';
import { Switch } from './switch.mjs';
import { verify } from './verify.mjs';

/** Times that each way must be gone between two disturbances. */
const BETWEEN = 20;
/** Milliseconds of load before a disturbance, at most; it comes at any moment. */
const ANY_MOMENT = 300;
/** Milliseconds for which only a read-only server can be reached, at most. */
const READ_ONLY = 1_500;
/** Milliseconds that no way may be closed. */
export const WIDEST = 2_000;

/** @typedef {Awaited<ReturnType<typeof failOver>>} FoundOfFailover */

/**
 * Kills the primary, has its synchronous standby promoted, and makes the old primary the new standby: again and again. The service knows
 * both by one URL.
 *
 * @param {import('./scenarios.mjs').Plan} plan
 * @param {string} programs
 */
export async function failOver(plan, programs) {
  const pair = await Pair.start(plan.cleanup, programs);
  const sandbox = await Sandbox.start(plan.cleanup, pair.url);
  return underLoad(plan, sandbox, async (paths, isReady) => {
    paths.mark();
    await pair.kill();
    const wrong = Number(await isReady());
    await pair.promote();
    await paths.back();
    await paths.succeeded(1);
    const gaps = paths.gaps();
    await pair.rebuild();
    return { gaps, wrong };
  });
}

/**
 * Has the service reach only a server that takes no writes for a while, by turns: the standby, at an address that moves there and back with
 * the open connections left where they are; and the primary itself with `default_transaction_read_only`.
 *
 * @param {import('./scenarios.mjs').Plan} plan
 * @param {string} programs
 */
export async function readOnly(plan, programs) {
  const pair = await Pair.start(plan.cleanup, programs);
  const address = await Switch.start(plan.cleanup, pair.primary.port);
  const sandbox = await Sandbox.start(plan.cleanup, address.url);
  return underLoad(plan, sandbox, async (paths, isReady, time) => {
    let wrong = 0;
    if (time % 2 === 1) {
      address.leadTo(pair.standby.port);
      address.cut();
      await sleep(Math.random() * READ_ONLY);
      wrong = Number(await isReady());
      address.leadTo(pair.primary.port);
    } else {
      await pair.primary.set({ default_transaction_read_only: 'on' });
      await sleep(Math.random() * READ_ONLY);
      wrong = Number(await isReady());
      await pair.primary.set({ default_transaction_read_only: 'off' });
    }
    paths.mark();
    return { gaps: await paths.back(), wrong };
  });
}

/**
 * @param {import('./scenarios.mjs').Plan} plan
 * @param {Sandbox} sandbox
 * @param {(paths: Paths, isReady: () => Promise<boolean>, time: number) => Promise<{ gaps: Record<string, number>, wrong: number }>} disturb `wrong`: how
 *   often the service said that it was ready when it was not
 */
async function underLoad({ times, say }, sandbox, disturb) {
  const requests = await sandbox.requests();
  const ready = { method: 'GET', url: new URL('/health/ready', requests.create.url).href, headers: {} };
  const isReady = async () => (await send(ready)).status === 200;
  const paths = new Paths(waysOf(requests));
  /** @type {Record<string, number[]>} */
  const gaps = {};
  let wronglyReady = 0;
  try {
    for (let time = 1; time <= times; time++) {
      await paths.succeeded(BETWEEN);
      await sleep(Math.random() * ANY_MOMENT);
      const found = await disturb(paths, isReady, time);
      for (const [name, gap] of Object.entries(found.gaps)) (gaps[name] ??= []).push(gap);
      wronglyReady += found.wrong;
      if (time % 5 === 0) say(`  ${time} of ${times} times`);
    }
    await paths.succeeded(BETWEEN);
  } finally {
    await paths.stop();
  }
  const found = await verify(paths, requests.list);
  const spans = Object.fromEntries(Object.entries(gaps).map(([name, all]) => [name, { median: median(all), most: Math.max(...all) }]));
  const isQuick = Object.values(spans).every(({ most }) => most < WIDEST);
  return { times, ...found, kept: found.kept && isQuick && wronglyReady === 0, wronglyReady, spans };
}
