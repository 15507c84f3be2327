import { checkServer } from '../servers/check.mjs';
import { startBare, startIdiomatic } from '../servers/baselines.mjs';
import { startOurs } from '../servers/ours.mjs';
import { formatSpread } from '../report/table.mjs';
import { ratio } from '../support/statistics.mjs';
import { summary, takeTurns } from './turns.mjs';

/**
 * Create, list and inbox beside the two baselines, on the same PostgreSQL.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureRatios(run) {
  const servers = [await startBare(run.cleanup), await startIdiomatic(run.cleanup), await startOurs(run.cleanup)];
  for (const server of servers) await checkServer(server);
  run.say('bare, idiomatic and ours do what they are measured at');
  /** @type {Record<string, ReturnType<typeof compare>>} */
  const found = {};
  // Reads first, on tables that nothing has been written to yet.
  for (const name of /** @type {const} */ (['list', 'inbox', 'create'])) {
    if (!run.options.only.includes(name)) continue;
    const contenders = servers.map((server) => ({ name: server.name, request: server.requests[name] }));
    found[name] = compare(await takeTurns(run, name, contenders));
  }
  return { found, table: tableOf(found) };
}

/** @param {Record<string, import('./turns.mjs').Turns>} turns */
function compare({ bare = [], idiomatic = [], ours = [] }) {
  const against = (/** @type {import('./turns.mjs').Turns} */ others, /** @type {'perSecond' | 'p99'} */ of) =>
    ratio(
      ours.map((turn) => turn[of]),
      others.map((turn) => turn[of]),
    );
  return {
    servers: { bare: summary(bare), idiomatic: summary(idiomatic), ours: summary(ours) },
    ratios: {
      againstBare: { perSecond: against(bare, 'perSecond'), p99: against(bare, 'p99') },
      againstIdiomatic: { perSecond: against(idiomatic, 'perSecond'), p99: against(idiomatic, 'p99') },
    },
  };
}

/**
 * @param {Record<string, ReturnType<typeof compare>>} found
 * @returns {string[][]}
 */
function tableOf(found) {
  const head = [
    'request',
    'bare /s',
    'idiomatic /s',
    'ours /s',
    'ours / bare',
    'ours / idiomatic',
    'p99 bare',
    'p99 ours',
    'p99 ours / bare',
  ];
  const rows = Object.entries(found).map(([name, { servers, ratios }]) => [
    name,
    ...[servers.bare, servers.idiomatic, servers.ours].map(({ perSecond }) => String(Math.round(perSecond.median))),
    formatSpread(ratios.againstBare.perSecond),
    formatSpread(ratios.againstIdiomatic.perSecond),
    `${servers.bare.p99.median.toFixed(1)} ms`,
    `${servers.ours.p99.median.toFixed(1)} ms`,
    formatSpread(ratios.againstBare.p99),
  ]);
  return [head, ...rows];
}
