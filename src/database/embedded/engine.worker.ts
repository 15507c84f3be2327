import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** Runs PostgreSQL in WebAssembly off the main thread, so that a query never holds up another request's HTTP work. */
const { dataDir, socketPath } = workerData as { dataDir: string; socketPath: string };

const db = await PGlite.create({ dataDir });
// Two places: the service's only connection, and the one that takes its place while the old is being closed.
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 2 });
await server.start();

parentPort?.once('message', () => {
  void server
    .stop()
    .then(() => db.close())
    .finally(() => parentPort?.postMessage('closed'));
});
parentPort?.postMessage('ready');
