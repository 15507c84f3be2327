import { checkpoint } from '../support/database.mjs';
import { spread } from '../support/statistics.mjs';

/** Requests in flight. */
export const CONNECTIONS = 32;

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {import('../support/http.mjs').Request} request
 * @property {import('../load/load.mjs').Shape['keys']} [keys]
 * @property {(seconds: number) => readonly string[]} [authorize] makes the `Authorization` of each request of a turn
 * @property {() => Promise<unknown>} [before] each of its turns
 *
 * @typedef {import('../load/load.mjs').Load[]} Turns of one contender, in the order of the rounds
 */

/**
 * Loads the contenders in turns, so that other work on the machine affects all of them; every other round goes backwards, so that none
 * always follows the same one.
 *
 * @param {import('./measure.mjs').Run} run
 * @param {string} title
 * @param {Contender[]} contenders
 * @param {number} [connections]
 * @returns {Promise<Record<string, Turns>>}
 */
export async function takeTurns({ generator, options, say }, title, contenders, connections = CONNECTIONS) {
  /** @type {Record<string, Turns>} */
  const turns = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  const shape = (/** @type {Contender} */ { keys, authorize }, /** @type {number} */ seconds) => ({
    connections,
    seconds,
    ...(keys && { keys }),
    ...(authorize && { authorizations: authorize(seconds) }),
  });
  for (const contender of contenders) {
    await contender.before?.();
    await generator.load(contender.request, shape(contender, options.warmUp));
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      await contender.before?.();
      const how = shape(contender, options.seconds);
      await checkpoint();
      turns[contender.name]?.push(await generator.load(contender.request, how));
    }
    const figures = contenders.map(({ name }) => `${name} ${Math.round(turns[name]?.at(-1)?.perSecond ?? 0)}/s`);
    say(`${title}, round ${round + 1} of ${options.rounds}: ${figures.join(', ')}`);
  }
  return turns;
}

/** @param {Turns} turns */
export const summary = (turns) => ({
  perSecond: spread(turns.map(({ perSecond }) => perSecond)),
  p50: spread(turns.map(({ p50 }) => p50)),
  p99: spread(turns.map(({ p99 }) => p99)),
});
