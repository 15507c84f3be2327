import 'reflect-metadata';
import cluster from 'node:cluster';
import { constants } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { ConfigError, loadConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';
import { startLines } from './platform/config/start-lines.js';
import { EmbeddedDatabaseError } from './platform/database/embedded/engine.js';

/** `EX_CONFIG` of sysexits(3): the service was set up wrongly, and starting it again will not help. */
const EXIT_CONFIG = 78;
/** Milliseconds from a signal to the end, whatever is still running. */
const GRACE = 9_500;

let lines = startLines(process.env.NODE_ENV === 'production');
let print = (line: string): void => lines.print(line);
const printError = (line: string): void => lines.printError(line);

/** What a signal does. Until the service listens there is nothing to wait for: what it keeps survives a sudden end. */
let end = (signal: NodeJS.Signals): void => process.exit(128 + constants.signals[signal]);

async function start(): Promise<void> {
  const doubts: string[] = [];
  const env = environment((line) => doubts.push(line));
  lines = startLines(env.NODE_ENV === 'production');
  if (cluster.isPrimary) doubts.forEach(printError); // with several workers only the supervisor says it
  const config = loadConfig(env);
  const { isFirstWorker, isSupervisor, superviseWorkers } = await import('./app/workers.js');
  if (isSupervisor(config)) {
    end = await superviseWorkers(config, printError);
    return;
  }
  if (!isFirstWorker()) print = () => undefined;
  const { openDatabase } = await import('./app/schema/open-database.js');
  // The database starts, in a thread of its own where it is embedded, while the rest of the code is being loaded.
  const [{ dataSource, settle, stopEngine }, { serve }] = await Promise.all([openDatabase(config, print), import('./app/serve.js')]);
  try {
    const stopServing = await serve(config, dataSource, print);
    end = () => {
      end = () => undefined; // Ctrl-C reaches us twice, from the terminal and from npm
      print('stopping');
      setTimeout(() => process.exit(1), GRACE).unref();
      stopServing()
        .then(stopEngine)
        .then(() => process.exit(0), fail);
    };
    await settle();
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy().catch(() => undefined);
    await stopEngine();
    throw error;
  }
}

/**
 * Says why the service cannot go on, and ends it. Only the text and the stack of a foreign error are
 * shown: its other properties may hold what was sent to the database.
 */
function fail(error: unknown): never {
  if (error instanceof ConfigError) {
    error.lines.forEach(printError);
    process.exit(EXIT_CONFIG);
  }
  if (error instanceof EmbeddedDatabaseError) printError(`the service ends: ${error.message}`);
  else printError(`the service ends: ${error instanceof Error ? (error.stack ?? error.message) : 'for an unknown reason'}`);
  process.exit(1);
}

// Under load V8 would let garbage gather in a heap of several times what is in use. Now it collects when that has grown by
// 50 %, which costs no measurable time (docs/performance.md).
setFlagsFromString('--heap-growing-percent=50');
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('SIGTERM', (signal) => end(signal));
process.on('SIGINT', (signal) => end(signal));
start().catch(fail);
