import { formatSpread } from '../report/table.mjs';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { ratio } from '../support/statistics.mjs';
import { summary, takeTurns } from './turns.mjs';

/** What a service records of each call; the others are compared with the first. */
const KINDS = /** @type {const} */ ([
  { name: 'nothing', env: {} },
  { name: 'access log', env: { ACCESS_LOG: 'true' } },
  { name: 'records', env: { AUDIT_MESSAGES: 'true' } },
]);

/**
 * The same service with a log line for each request (`ACCESS_LOG`), or with records of reads and creates of messages (`AUDIT_MESSAGES`),
 * compared with one that has neither. This process reads the log and forgets it.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureRecords(run) {
  const servers = [];
  for (const { name, env } of KINDS) servers.push(await startOurs(run.cleanup, { name: name.replace(' ', '_'), env }));
  for (const server of servers) await checkServer(server);
  /** @type {Record<string, Record<string, ReturnType<typeof summary> & { ratio: import('../support/statistics.mjs').Spread }>>} */
  const found = {};
  for (const request of /** @type {const} */ (['list', 'inbox', 'create'])) {
    if (!run.options.only.includes(request)) continue;
    const turns = await takeTurns(
      run,
      request,
      servers.map((server, index) => ({ name: KINDS[index]?.name ?? '', request: server.requests[request] })),
    );
    const perSecond = (/** @type {string} */ name) => (turns[name] ?? []).map((turn) => turn.perSecond);
    found[request] = Object.fromEntries(
      KINDS.map(({ name }) => [name, { ...summary(turns[name] ?? []), ratio: ratio(perSecond(name), perSecond(KINDS[0].name)) }]),
    );
  }
  const rows = Object.entries(found).map(([request, kinds]) => [
    request,
    ...KINDS.flatMap(({ name }, index) => {
      const kind = kinds[name];
      if (kind === undefined) return [];
      const rate = String(Math.round(kind.perSecond.median));
      return index === 0 ? [rate] : [rate, formatSpread(kind.ratio)];
    }),
  ]);
  const head = ['request', 'nothing /s', 'access log /s', 'access log / nothing', 'records /s', 'records / nothing'];
  return { found, table: [head, ...rows] };
}
