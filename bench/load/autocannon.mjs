import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import autocannonOf from 'autocannon';

/** @type {import('./load.mjs').Generator} */
export async function autocannon({ url, method, headers, body }, { connections, seconds, keys, authorizations, perSecond }) {
  const request = { method: /** @type {'GET' | 'POST'} */ (method), headers, ...(body === undefined ? {} : { body }) };
  const withKey = (/** @type {autocannonOf.Request} */ one) => ({ ...one, headers: { ...one.headers, 'Idempotency-Key': randomUUID() } });
  const withoutKey = (/** @type {autocannonOf.Request} */ one) => ({ ...one, headers: { ...one.headers } });
  let next = 0;
  const authorized = (/** @type {autocannonOf.Request} */ one) => ({
    ...one,
    headers: { ...one.headers, Authorization: authorizations?.[next++ % authorizations.length] },
  });
  const setup = authorizations
    ? { setupRequest: authorized }
    : { same: {}, none: { setupRequest: withoutKey }, fresh: { setupRequest: withKey } }[keys ?? 'same'];
  const pace = perSecond === undefined ? {} : { overallRate: perSecond };
  const options = { url, connections, duration: seconds, requests: [{ ...request, ...setup }], ...pace };
  const instance = autocannonOf(options, () => undefined);
  // Its own percentiles are of whole milliseconds.
  /** @type {number[]} */
  const times = [];
  instance.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const [result] = /** @type {[autocannonOf.Result]} */ (await once(instance, 'done'));
  const sorted = Float64Array.from(times).sort();
  const percentile = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const failed = result.non2xx + result.errors + result.timeouts;
  return { perSecond: result['2xx'] / result.duration, p50: percentile(0.5), p99: percentile(0.99), failed };
}
