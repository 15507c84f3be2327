import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineMessage, EngineTask } from './engine.worker.js';
import { lockDataDir } from './data-dir-lock.js';

/** PostgreSQL's clients look for this file name in the folder they are given as host. */
const SOCKET = '.s.PGSQL.5432';
/** Longest path of a Unix socket on macOS; Linux allows 107 bytes. */
const LONGEST_SOCKET_PATH = 103;

export interface EmbeddedEngine {
  /** What `pg` takes as host: the folder of the socket. */
  readonly host: string;
  stop(): Promise<void>;
}

/** The embedded database could not start, or ended on its own. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

/**
 * Starts PostgreSQL in WebAssembly (PGlite) on the files in DATA_DIR, behind a Unix socket that only this user can reach. If it ends on its
 * own later, an {@link EmbeddedDatabaseError} is thrown that cannot be caught.
 *
 * @throws ConfigError when another process uses the folder, EmbeddedDatabaseError when the engine does not start.
 */
export async function startEmbeddedEngine(dataDir: string, progress: (line: string) => void): Promise<EmbeddedEngine> {
  const { host, release } = await claim(dataDir);
  const database = join(dataDir, 'postgres');
  const socketPath = join(host, SOCKET);
  try {
    rmSync(socketPath, { force: true });
    if (!existsSync(database)) await makeDatabase(database, progress);
    // Only we use the folder; a killed start may leave half of this file, which PostgreSQL would refuse.
    rmSync(join(database, 'postmaster.pid'), { force: true });
    const { worker, failure } = launch({ dataDir: database, socketPath });
    await Promise.race([said(worker, 'ready'), failure]);
    let stopping = false;
    failure.catch((error: unknown) => {
      if (!stopping)
        setImmediate(() => {
          throw error;
        });
    });
    worker.unref();
    return {
      host,
      async stop() {
        stopping = true;
        worker.ref();
        worker.postMessage('stop');
        await Promise.race([said(worker, 'closed'), failure]).catch(() => undefined);
        await worker.terminate();
        rmSync(socketPath, { force: true });
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Makes sure that no other process uses the folder, under whatever path. */
async function claim(dataDir: string): Promise<{ host: string; release: () => void }> {
  const folder = join(realpathSync(dataDir), 'socket');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const { path, forget } = shortPath(folder);
  try {
    const release = await lockDataDir(dataDir, join(path, 'hold'));
    return {
      host: path,
      release: () => {
        release();
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}

/** A path to the same folder that leaves room for a socket's name: through a link if its own path is too long. */
function shortPath(folder: string): { path: string; forget: () => void } {
  if (Buffer.byteLength(join(folder, SOCKET)) <= LONGEST_SOCKET_PATH) return { path: folder, forget: () => undefined };
  const place = mkdtempSync(join(tmpdir(), 'cm-'));
  const path = join(place, 's');
  symlinkSync(folder, path);
  return { path, forget: () => rmSync(place, { recursive: true, force: true }) };
}

/** Makes an empty database, in a separate worker, since its memory is only freed when the worker ends. */
async function makeDatabase(folder: string, progress: (line: string) => void): Promise<void> {
  progress('making the embedded database (once)');
  // Under another name until it is complete: an interrupted start leaves no half-made database behind.
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const { worker, failure } = launch({ dataDir: draft });
  await Promise.race([new Promise<void>((resolve) => worker.once('exit', (code) => code === 0 && resolve())), failure]);
  renameSync(draft, folder);
}

/** @returns the worker, and a promise that never resolves and rejects when the worker ends unless it ends well. */
function launch(task: EngineTask): { worker: Worker; failure: Promise<never> } {
  const worker = new Worker(new URL('./engine.worker.js', import.meta.url), { workerData: task });
  let reason = '';
  worker.on('message', (message: EngineMessage) => {
    if (typeof message === 'object') reason = message.failed;
  });
  worker.on('error', (error) => (reason = error instanceof Error ? error.message : String(error)));
  const failure = new Promise<never>((_, reject) => {
    worker.once('exit', (code) => {
      if (code !== 0 || task.socketPath !== undefined)
        reject(new EmbeddedDatabaseError(`the embedded database ended (${reason || `code ${code}`})`));
    });
  });
  return { worker, failure };
}

const said = (worker: Worker, wanted: EngineMessage): Promise<void> =>
  new Promise((resolve) => {
    worker.on('message', (message) => {
      if (message === wanted) resolve();
    });
  });
