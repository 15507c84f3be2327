import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { holdFolder } from './data-dir.js';

/** PostgreSQL's clients look for this file name in the folder they are given as host. */
const SOCKET = '.s.PGSQL.5432';
/** Longest path of a Unix socket on macOS; Linux allows 107 bytes. */
const LONGEST_SOCKET_PATH = 103;

export interface EmbeddedEngine {
  /** What `pg` takes as host: the folder of the socket. */
  readonly host: string;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in WebAssembly (PGlite) on the files in DATA_DIR, behind a Unix socket that only this user can
 * reach.
 *
 * @throws ConfigError when another process uses the folder.
 */
export async function startEmbeddedEngine(dataDir: string): Promise<EmbeddedEngine> {
  const host = socketFolder(dataDir);
  mkdirSync(host, { recursive: true, mode: 0o700 });
  chmodSync(host, 0o700); // fails, as it should, on a folder that somebody else made in advance
  const release = await holdFolder(dataDir, join(host, 'hold'));
  const socketPath = join(host, SOCKET);
  rmSync(socketPath, { force: true });

  const worker = new Worker(new URL('./engine.worker.js', import.meta.url), {
    workerData: { dataDir: join(dataDir, 'postgres'), socketPath },
  });
  const ended = (code: number): never => {
    throw new Error(`the embedded database ended with code ${code}`);
  };
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('exit', ended);
  worker.unref();

  return {
    host,
    async stop() {
      worker.off('exit', ended);
      const closed = new Promise<void>((resolve) => {
        worker.once('message', () => resolve());
        worker.once('exit', () => resolve());
      });
      worker.ref();
      worker.postMessage('stop');
      await closed;
      await worker.terminate();
      rmSync(socketPath, { force: true });
      release();
    },
  };
}

function socketFolder(dataDir: string): string {
  const folder = join(dataDir, 'socket');
  if (Buffer.byteLength(join(folder, SOCKET)) <= LONGEST_SOCKET_PATH) return folder;
  return join(tmpdir(), `cm-${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}`);
}
