import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatSpread } from '../report/table.mjs';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { ratio } from '../support/statistics.mjs';
import { summary, takeTurns } from './turns.mjs';

/**
 * The service as it is beside that of an earlier commit, on this checkout's packages. Both run at the same time on databases of their own
 * and are loaded in turns, so that a busy machine slows both.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureAgainst(run) {
  const servers = [await startEarlier(run), await startOurs(run.cleanup, { name: 'after' })];
  for (const server of servers) await checkServer(server);
  /** @type {Record<string, unknown>} */
  const found = {};
  const table = [['request', 'before /s', 'after /s', 'after / before', 'p99 after / before']];
  // Reads first, on tables that nothing has been written to yet.
  for (const name of /** @type {const} */ (['list', 'inbox', 'create'])) {
    if (!run.options.only.includes(name)) continue;
    const contenders = servers.map((server) => ({ name: server.name, request: server.requests[name] }));
    const { before = [], after = [] } = await takeTurns(run, name, contenders);
    const compare = (/** @type {'perSecond' | 'p99'} */ of) =>
      ratio(
        after.map((turn) => turn[of]),
        before.map((turn) => turn[of]),
      );
    const one = { before: summary(before), after: summary(after), ratio: compare('perSecond'), p99: compare('p99') };
    found[name] = one;
    const perSecond = [one.before, one.after].map((of) => String(Math.round(of.perSecond.median)));
    table.push([name, ...perSecond, formatSpread(one.ratio), formatSpread(one.p99)]);
  }
  return { found, table };
}

/** @param {import('./measure.mjs').Run} run */
async function startEarlier({ cleanup, options }) {
  const folder = join(mkdtempSync(join(tmpdir(), 'cm-bench-')), 'before');
  execFileSync('git', ['worktree', 'add', '--detach', folder, options.against], { stdio: 'ignore' });
  cleanup.add(() => {
    execFileSync('git', ['worktree', 'remove', '--force', folder]);
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: folder });
  /** @type {typeof import('../servers/ours.mjs')} */
  const earlier = await import(pathToFileURL(join(folder, 'bench/servers/ours.mjs')).href);
  return earlier.startOurs(cleanup, { name: 'before' });
}
