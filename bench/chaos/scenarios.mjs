import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '../support/database.mjs';
import { Cluster } from './cluster.mjs';
import { Sandbox } from './sandbox.mjs';
import { verify } from './verify.mjs';
import { Writers } from './writers.mjs';

/** Messages that must be stored between two kills, so that each meets a service that works. */
const BETWEEN = 100;
/** Milliseconds of load before a kill, at most; it comes at any moment. */
const ANY_MOMENT = 300;

/**
 * @typedef {object} Plan
 * @property {number} times
 * @property {import('../support/cleanup.mjs').Cleanup} cleanup
 * @property {(line: string) => void} say
 */

/**
 * Kills the service again and again.
 *
 * @param {Plan} plan
 */
export async function killServiceOnPostgres(plan) {
  return killService(plan, await Sandbox.start(plan.cleanup, await createDatabase(plan.cleanup, 'chaos')));
}

/**
 * The same with the embedded database, which is killed with it.
 *
 * @param {Plan} plan
 */
export async function killServiceOnEmbedded(plan) {
  return killService(plan, await Sandbox.start(plan.cleanup));
}

/**
 * @param {Plan} plan
 * @param {Sandbox} sandbox
 */
async function killService(plan, sandbox) {
  return underLoad(plan, sandbox, async () => {
    await sandbox.stop('SIGKILL');
    await sandbox.start();
  });
}

/**
 * Kills the PostgreSQL of a service that keeps running: its postmaster, or all of it at once (`immediate`).
 *
 * @param {Plan} plan
 * @param {{ programs: string, signal: NodeJS.Signals }} how
 */
export async function killPostgres(plan, { programs, signal }) {
  const cluster = await Cluster.start(plan.cleanup, programs);
  const sandbox = await Sandbox.start(plan.cleanup, cluster.url);
  return underLoad(plan, sandbox, async () => {
    await cluster.end(signal);
    await cluster.start();
  });
}

/**
 * @param {Plan} plan
 * @param {Sandbox} sandbox
 * @param {() => Promise<void>} disturb
 */
async function underLoad({ times, say }, sandbox, disturb) {
  const { create, list } = await sandbox.requests();
  const writers = new Writers(create);
  try {
    for (let time = 1; time <= times; time++) {
      await writers.stored(BETWEEN);
      await sleep(Math.random() * ANY_MOMENT);
      await disturb();
      if (time % 10 === 0) say(`  ${time} of ${times} times`);
    }
    await writers.stored(BETWEEN);
  } finally {
    await writers.stop();
  }
  return { times, ...(await verify(writers, list)) };
}
