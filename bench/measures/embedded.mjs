import { formatSpread } from '../report/table.mjs';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { summary, takeTurns } from './turns.mjs';

/**
 * The service on its embedded database, as a first start has it.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureEmbedded(run) {
  const server = await startOurs(run.cleanup, { embedded: true });
  await checkServer(server);
  /** @type {Record<string, ReturnType<typeof summary>>} */
  const found = {};
  for (const name of /** @type {const} */ (['list', 'inbox', 'create'])) {
    if (!run.options.only.includes(name)) continue;
    const turns = await takeTurns(run, `embedded ${name}`, [{ name, request: server.requests[name] }]);
    found[name] = summary(turns[name] ?? []);
  }
  const rows = Object.entries(found).map(([name, { perSecond, p99 }]) => [name, formatSpread(perSecond, 0), `${p99.median.toFixed(1)} ms`]);
  return { found, table: [['embedded', 'per second', 'p99'], ...rows] };
}
