import { startSink } from '../../sinks/sink.mjs';
import { checkServer } from '../../servers/check.mjs';
import { ratio } from '../../support/statistics.mjs';
import { takeTurns } from '../turns.mjs';
import { startDelivering } from './service.mjs';

/**
 * Creates with a transport that has a route against creates with one that has none, at one service. Who sends is another process, or the
 * same one, which then sends them meanwhile.
 *
 * @param {import('../measure.mjs').Run} run
 * @returns {Promise<import('./delivery.mjs').Row[]>}
 */
export async function measureCreate(run) {
  const rows = [];
  for (const workers of /** @type {const} */ (['off', 'inline'])) {
    const sink = await startSink(run.cleanup, 'smpp');
    const server = await startDelivering(run.cleanup, `create_${workers}`, { DELIVERY_WORKERS: workers });
    await checkServer(server);
    await server.provider('sink', 'smpp', sink);
    await server.route('OUT', 'sms', 'sink');
    const before = workers === 'off' ? () => server.empty() : () => server.drained();
    const contenders = [
      { name: 'without', request: server.create('NOWHERE'), before },
      { name: 'with', request: server.create('OUT'), before },
    ];
    const turns = await takeTurns(run, `creates, workers ${workers}`, contenders);
    const rate = (/** @type {string} */ name) => (turns[name] ?? []).map(({ perSecond }) => perSecond);
    const who = workers === 'off' ? 'sent by another process' : 'sent by the same process meanwhile';
    rows.push({
      name: `create with delivery against without, ${who}`,
      unit: 'x',
      digits: 2,
      measured: ratio(rate('with'), rate('without')),
    });
    await server.stop();
  }
  return rows;
}
