import { renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { ConfigError } from '../../config/config.js';

/**
 * Holds a folder for this process by listening on a socket in it. The operating system closes the socket when the process ends, however it
 * ends, so nothing is left to clean up after `kill -9`, and a reused process id cannot be mistaken for the holder.
 *
 * @param dir as the user wrote it, for the error.
 * @returns a function that releases the folder.
 * @throws ConfigError when another process holds it.
 */
export async function lockDataDir(dir: string, socketPath: string): Promise<() => void> {
  const server = createServer((client) => {
    client.on('error', () => undefined); // the asking process may have given up, and that must not crash the service
    client.end(String(process.pid));
  });
  if (!(await listens(dir, server, socketPath))) {
    const holder = await askHolder(socketPath);
    if (holder !== undefined) throw inUse(dir, holder);
    // Nobody answers: the socket belongs to a killed process. Moving it is atomic, so only one of two starts gets it.
    const stale = `${socketPath}.${process.pid}`;
    try {
      renameSync(socketPath, stale);
    } catch {
      throw inUse(dir, 'just started');
    }
    const stolen = await askHolder(stale);
    if (stolen !== undefined) {
      renameSync(stale, socketPath); // another start was faster and this is its socket: give it back
      throw inUse(dir, stolen);
    }
    rmSync(stale, { force: true });
    if (!(await listens(dir, server, socketPath))) throw inUse(dir, 'just started');
  }
  server.unref();
  return () => server.close();
}

const inUse = (dir: string, holder: string): ConfigError =>
  new ConfigError([
    `DATA_DIR ${dir} is in use by another start of this service (process ${holder}); stop it, or set another DATA_DIR and PORT`,
  ]);

const listens = (dir: string, server: Server, path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new ConfigError([`DATA_DIR ${dir} cannot be used: no socket can be made in it (${error.code ?? 'unknown reason'})`]));
    };
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      resolve(true);
    });
  });

/** @returns the id of the process that listens, as it reports it; undefined when none does. A stopped process still listens. */
const askHolder = (path: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let said = '';
    const client = connect(path);
    client.setTimeout(1000, () => client.destroy());
    client.on('data', (data) => (said += data.toString()));
    client.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED' || code === 'ENOENT' ? undefined : 'unknown'));
    client.on('close', () => resolve(said === '' ? 'unknown' : said));
  });
