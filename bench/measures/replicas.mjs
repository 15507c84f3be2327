import { Cluster, findPrograms } from '../chaos/cluster.mjs';
import { formatSpread } from '../report/table.mjs';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { sql } from '../support/database.mjs';
import { processorSeconds } from '../support/process.mjs';
import { ratio, spread } from '../support/statistics.mjs';
import { CONNECTIONS, summary } from './turns.mjs';

/**
 * Lists of a service without a replica and of one with one, and what a list costs the primary. Primary and replica are servers of their own
 * on this machine, so what the primary saves the replica spends on the same processors.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureReplicas({ cleanup, generator, options, say }) {
  const programs = findPrograms();
  if (programs === undefined) throw new Error('there is no initdb in the path or under /usr/lib/postgresql');
  const primary = await Cluster.start(cleanup, programs);
  const standby = await Cluster.startStandby(cleanup, primary);
  /** @param {Cluster} cluster @param {string} name */
  const databaseOf = (cluster, name) => Object.assign(new URL(cluster.url), { pathname: `/${name}` }).href;
  /** @type {{ name: string, server: Awaited<ReturnType<typeof startOurs>>, turns: import('./turns.mjs').Turns, primaryMicroseconds: number[] }[]} */
  const contenders = [];
  for (const replicas of [0, 1]) {
    const name = `replicas_${replicas}`;
    await sql(primary.url, `CREATE DATABASE ${name}`);
    const env =
      replicas === 0
        ? {}
        : { DATABASE_REPLICA_URLS: databaseOf(standby, name), REDIS_URL: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' };
    const server = await startOurs(cleanup, { name, on: databaseOf(primary, name), env });
    await checkServer(server);
    contenders.push({
      name,
      server,
      turns: [],
      primaryMicroseconds: [],
    });
  }
  /** @param {string} name */
  const spent = async (name) => {
    const backends = await sql(databaseOf(primary, name), 'SELECT pid FROM pg_stat_activity WHERE datname = current_database()');
    return backends.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
  };
  for (const { server } of contenders) await generator.load(server.requests.list, { connections: CONNECTIONS, seconds: options.warmUp });
  for (let round = 0; round < options.rounds; round++)
    for (const { name, server, primaryMicroseconds, turns } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const before = await spent(name);
      const load = await generator.load(server.requests.list, { connections: CONNECTIONS, seconds: options.seconds });
      const microseconds = (1e6 * ((await spent(name)) - before)) / (load.perSecond * options.seconds);
      turns.push(load);
      primaryMicroseconds.push(microseconds);
      say(
        `${name}, round ${round + 1} of ${options.rounds}: ${Math.round(load.perSecond)}/s, ${Math.round(microseconds)} µs of the primary a list`,
      );
    }
  const perSecond = (/** @type {(typeof contenders)[number] | undefined} */ one) => (one?.turns ?? []).map((turn) => turn.perSecond);
  const found = Object.fromEntries(
    contenders.map((one) => [
      one.name,
      {
        ...summary(one.turns),
        primaryMicroseconds: spread(one.primaryMicroseconds),
        ratio: ratio(perSecond(one), perSecond(contenders[0])),
      },
    ]),
  );
  const rows = Object.entries(found).map(([name, one]) => [
    name.replace('_', ' '),
    String(Math.round(one.perSecond.median)),
    formatSpread(one.ratio),
    String(one.p99.median),
    String(Math.round(one.primaryMicroseconds.median)),
  ]);
  return { found, table: [['', 'lists /s', 'of none', 'p99 ms', 'primary µs/list'], ...rows] };
}
