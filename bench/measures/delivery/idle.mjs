import { setTimeout as sleep } from 'node:timers/promises';
import { startSink } from '../../sinks/sink.mjs';
import { countStatements } from '../../support/counting-proxy.mjs';
import { expectStatus } from '../../support/http.mjs';
import { startDelivering } from './service.mjs';

const MINUTE = 60_000;
const IS_DELIVERY = /deliver|scheduled_messages/i;

/**
 * Statements for delivery in a minute in which nothing happens, after a message was delivered: what passes a proxy between the service and
 * PostgreSQL.
 *
 * @param {import('../measure.mjs').Run} run
 * @returns {Promise<import('./delivery.mjs').Row[]>}
 */
export async function measureIdle({ cleanup, say }) {
  const sink = await startSink(cleanup, 'smpp');
  const maker = await startDelivering(cleanup, 'idle', { DELIVERY_WORKERS: 'off' });
  await maker.provider('sink', 'smpp', sink);
  await maker.route('OUT', 'sms', 'sink');
  const proxy = await countStatements(cleanup, maker.databaseUrl);
  await maker.another({ DELIVERY_WORKERS: 'inline', DATABASE_URL: proxy.url });
  await expectStatus(201, maker.create('OUT'));
  await maker.drained();
  await maker.stop();
  await sleep(5_000);
  proxy.counts.clear();
  await sleep(MINUTE);
  const found = [...proxy.counts].filter(([statement]) => IS_DELIVERY.test(statement));
  for (const [statement, count] of found) say(`  ${count} times ${statement.replace(/\s+/g, ' ').slice(0, 80)}`);
  const total = found.reduce((sum, [, count]) => sum + count, 0);
  return [{ name: 'idle: statements a minute for delivery', unit: '', digits: 0, measured: { median: total, least: total, most: total } }];
}
