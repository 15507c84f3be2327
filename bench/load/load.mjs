import { autocannon } from './autocannon.mjs';
import { isInstalled, wrk } from './wrk.mjs';

/**
 * The result of a turn of load.
 *
 * @typedef {object} Load
 * @property {number} perSecond answers
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} failed answers that were refusals or none at all
 *
 * How to load: each connection sends the next request when it has the answer to the last. `keys` makes every request anew,
 * with an `Idempotency-Key` of its own or, for comparison, without. `authorizations` are the headers `Authorization` of the requests
 * one after the other, from the beginning again when they are used up. `perSecond` is how many requests begin in a second, at most.
 *
 * @typedef {{ connections: number, seconds: number, keys?: 'fresh' | 'none', authorizations?: readonly string[], perSecond?: number }} Shape
 * @typedef {(request: import('../support/http.mjs').Request, shape: Shape) => Promise<Load>} Generator
 */

/**
 * One for all servers of a run: wrk where it is installed, since it leaves most of the machine to what is measured (decision 40).
 *
 * @param {string | undefined} wanted
 * @returns {{ name: string, load: Generator }}
 */
export function chooseGenerator(wanted) {
  const name = wanted ?? (isInstalled() ? 'wrk' : 'autocannon');
  if (name === 'wrk') {
    if (!isInstalled()) throw new Error('wrk is not installed');
    return { name, load: checked(wrk) };
  }
  if (name !== 'autocannon') throw new Error('--generator takes wrk or autocannon');
  return { name, load: checked(autocannon) };
}

/**
 * A figure that counts refusals would be worth nothing.
 *
 * @param {Generator} load
 * @returns {Generator}
 */
function checked(load) {
  return async (request, shape) => {
    const result = await load(request, shape);
    if (result.failed > 0) throw new Error(`${request.method} ${request.url} failed ${result.failed} times under load`);
    return result;
  };
}
