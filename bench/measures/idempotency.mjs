import { formatSpread } from '../report/table.mjs';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { send } from '../support/http.mjs';
import { ratio } from '../support/statistics.mjs';
import { summary, takeTurns } from './turns.mjs';

/**
 * Creates that carry an `Idempotency-Key` each, against creates that carry none.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureIdempotency(run) {
  const server = await startOurs(run.cleanup);
  await checkServer(server);
  const request = server.requests.create;
  const honoured = await isHonoured(request);
  if (!honoured) run.say('the service takes no notice of Idempotency-Key: what is measured is the cost of reading a header');
  const contenders = /** @type {const} */ ([
    { name: 'without', request, keys: 'none' },
    { name: 'with', request, keys: 'fresh' },
  ]);
  const turns = await takeTurns(run, 'create', [...contenders]);
  const perSecond = (/** @type {string} */ name) => (turns[name] ?? []).map((turn) => turn.perSecond);
  const found = {
    honoured,
    without: summary(turns.without ?? []),
    with: summary(turns.with ?? []),
    ratio: ratio(perSecond('with'), perSecond('without')),
  };
  const rows = [found.without, found.with].map(({ perSecond }) => String(Math.round(perSecond.median)));
  return {
    found,
    table: [
      ['without key /s', 'with key /s', 'with / without'],
      [...rows, formatSpread(found.ratio)],
    ],
  };
}

/**
 * Whether another body under the same key is refused, as the service has to.
 *
 * @param {import('../support/http.mjs').Request} request
 */
async function isHonoured(request) {
  const keyed = { ...request, headers: { ...request.headers, 'Idempotency-Key': `bench-${Date.now()}` } };
  await send(keyed);
  const other = JSON.stringify({ ...JSON.parse(request.body ?? '{}'), message: 'another' });
  return (await send({ ...keyed, body: other })).status === 422;
}
