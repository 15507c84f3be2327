import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** What the worker is started with. Without a socket it only makes the database, and ends. */
export interface EngineTask {
  readonly dataDir: string;
  readonly socketPath?: string;
}
/** What the worker says. */
export type EngineMessage = 'ready' | 'closed' | { readonly failed: string };

/** What PGlite's engine throws for an SQL error, which PGlite handles itself. */
const SQL_ERROR = 100;

/** Runs PostgreSQL in WebAssembly off the main thread, so that a query never holds up another request's HTTP work. */
const { dataDir, socketPath } = workerData as EngineTask;
const say = (message: EngineMessage): void => parentPort?.postMessage(message);

let lastWords = '';
const db = await PGlite.create({
  dataDir,
  // PostgreSQL's log. Only these lines are kept: others may quote a row.
  onStderr: (line) => {
    lastWords = /\b(PANIC|FATAL): .*/.exec(line)?.[0] ?? lastWords;
    return false; // not printed
  },
}).catch((error: unknown) => die(error));
watch(db);

if (socketPath === undefined) {
  await db.close();
  process.exit(0);
}

// Two connections: the service's only one, and its replacement while the old one is being closed.
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 2 });
await server.start();
parentPort?.once('message', () => {
  void server
    .stop()
    .then(() => db.close())
    .finally(() => say('closed'));
});
say('ready');

/**
 * PGlite treats everything its engine throws as an SQL error, and asks a dead engine for the rest of its answer for ever; the socket server
 * stops serving its queue after a failure. So the first sign of either ends the worker.
 */
function watch(engine: PGlite): void {
  const { Module: module } = engine;
  const step = module._PostgresMainLoopOnce;
  module._PostgresMainLoopOnce = () => {
    try {
      step();
    } catch (error) {
      if ((error as { status?: unknown }).status !== SQL_ERROR) die(error);
      throw error;
    }
  };
  const execute = engine.execProtocolRawStream.bind(engine);
  engine.execProtocolRawStream = (message, options) => execute(message, options).catch((error: unknown) => die(error));
}

function die(error: unknown): never {
  say({ failed: lastWords || (error instanceof Error ? error.message : 'unknown reason') });
  process.exit(1);
}
