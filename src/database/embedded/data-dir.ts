import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { ConfigError } from '../../config/config.js';

/** Layout of DATA_DIR. Raised when an older release could not read what this one writes. */
const FORMAT = 1;

/**
 * Makes sure that DATA_DIR is there, can be written, and was not made by a newer release.
 *
 * @throws ConfigError naming the folder and the reason.
 */
export function prepareDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const probe = join(dir, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new ConfigError([`DATA_DIR ${dir} cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`]);
  }
  const file = join(dir, 'format.json');
  const found = readFormat(file);
  if (found === undefined) writeFileSync(file, `${JSON.stringify({ format: FORMAT })}\n`, { mode: 0o600 });
  else if (found > FORMAT)
    throw new ConfigError([
      `DATA_DIR ${dir} was made by a newer release (format ${found}, this release reads ${FORMAT}): start that release, or choose another folder`,
    ]);
}

function readFormat(file: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const format = (JSON.parse(text) as { format?: unknown }).format;
  return typeof format === 'number' ? format : undefined;
}

/**
 * Holds a folder for this process by listening on a socket in it. The operating system lets go of the socket when
 * the process ends, however it ends, so nothing is left to clean up after `kill -9`, and a reused process id cannot
 * be taken for the holder.
 *
 * @returns a function that lets go.
 * @throws ConfigError when another process holds it.
 */
export async function holdFolder(dir: string, socketPath: string): Promise<() => void> {
  const server = createServer((client) => client.end(String(process.pid)));
  if (!(await listens(server, socketPath))) {
    const holder = await askHolder(socketPath);
    if (holder !== undefined) throw inUse(dir, holder);
    // Nobody answers: the socket of a process that was killed. Moving it is atomic, so of two starts only one has it.
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
    if (!(await listens(server, socketPath))) throw inUse(dir, 'just started');
  }
  server.unref();
  return () => server.close();
}

const inUse = (dir: string, holder: string): ConfigError =>
  new ConfigError([
    `DATA_DIR ${dir} is in use by another start of this service (process ${holder}); stop it, or set another DATA_DIR and PORT`,
  ]);

const listens = (server: Server, path: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      resolve(true);
    });
  });

const askHolder = (path: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let said = '';
    const client = connect(path, () => undefined);
    client.setTimeout(1000, () => client.destroy());
    client.on('data', (data) => (said += data.toString()));
    client.on('error', () => resolve(undefined));
    client.on('close', () => resolve(said === '' ? undefined : said));
  });
