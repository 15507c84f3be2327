import cluster from 'node:cluster';
import { constants } from 'node:os';
import { type Config, ConfigError } from '../platform/config/config.js';
import { serveMetrics } from '../platform/metrics/metrics-server.js';

/** Milliseconds until a dead worker is replaced: a lasting failure must not become a loop. */
const REPLACE_AFTER = 1_000;
/** Milliseconds from a signal to the end, a little more than a worker itself takes. */
const GRACE = 10_500;

/** Whether this process is to run {@link superviseWorkers} rather than the service itself. */
export const isSupervisor = ({ workers }: Config): boolean => workers > 1 && cluster.isPrimary;

/** True in the one process that prints start-up messages. */
export const isFirstWorker = (): boolean => cluster.worker === undefined || cluster.worker.id === 1;

/**
 * Runs the service in `WORKERS` processes that share its port, and replaces those that end. If one ends before any of them has listened,
 * everything ends: the start itself is wrong. Later, the database may just be unavailable for a while.
 *
 * @returns a function that ends them all.
 * @throws ConfigError with the embedded database, which only one process can use.
 */
export async function superviseWorkers(config: Config, printError: (line: string) => void): Promise<() => void> {
  if (config.databaseUrl === undefined) throw new ConfigError(['WORKERS needs DATABASE_URL: the embedded database serves one process']);
  // Workers accept connections themselves. If the supervisor distributed them, a connection given to a worker that is just dying would be
  // neither answered nor closed, and its client would wait for ever.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  let listened = false;
  let ending = false;

  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    process.exitCode = code;
    setTimeout(() => process.exit(1), GRACE).unref();
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
    exitWhenAlone();
  };
  // A worker leaves the list with the last of these events.
  const exitWhenAlone = (): void => {
    if (ending && Object.keys(cluster.workers ?? {}).length === 0) process.exit();
  };
  cluster.on('disconnect', exitWhenAlone);
  cluster.on('exit', exitWhenAlone);
  cluster.on('listening', () => (listened = true));
  cluster.on('exit', (worker, code, signal) => {
    if (ending) return;
    if (!listened) {
      end(code || 128 + (constants.signals[signal as NodeJS.Signals] ?? 0));
      return;
    }
    printError(`worker ${worker.id} ended (${signal || code}) and is replaced`);
    setTimeout(() => ending || cluster.fork(), REPLACE_AFTER);
  });

  if (config.metricsPort !== undefined) {
    const { AggregatorRegistry } = await import('prom-client');
    const workers = new AggregatorRegistry();
    await serveMetrics(config.metricsPort, config.host, () => workers.clusterMetrics());
  }
  for (let started = 0; started < config.workers; started++) cluster.fork();
  return () => end(0);
}
