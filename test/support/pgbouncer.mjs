// PgBouncer before the PostgreSQL server of tests, with the settings that it has of itself, from the system's package.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const USUAL_PLACE = '/usr/sbin/pgbouncer';
/** It refuses to run as root. `nobody` has this number on Linux. */
const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** @typedef {'session' | 'transaction'} PoolMode */

/** @returns {string | undefined} where it is: as PGBOUNCER_PATH says, or where the package puts it, which CI installs as root */
export function pgBouncerPath() {
  const path = process.env.PGBOUNCER_PATH || USUAL_PLACE;
  if (!existsSync(path) && process.env.CI === 'true' && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const words of [
      ['update', '-q'],
      ['install', '-yq', '--no-install-recommends', 'pgbouncer'],
    ])
      spawnSync('apt-get', words, { env, stdio: 'ignore' });
  }
  return existsSync(path) ? path : undefined;
}

/** @param {string} path */
export const pgBouncerVersion = (path) => /PgBouncer (\S+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' }))?.[1] ?? '';

/**
 * @typedef {object} PgBouncer
 * @property {(databaseUrl: string) => string} through the URL of a database of the server, by this pooler
 * @property {(mode: PoolMode) => void} change reloads it in another mode
 * @property {() => string} output its log
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} path of the program
 * @param {string} serverUrl whose host, port, user and password are used; any of its databases can be reached
 * @param {PoolMode | 'statement'} mode
 * @param {string} [more] lines of its settings
 * @returns {Promise<PgBouncer>}
 */
export async function startPgBouncer(path, serverUrl, mode, more = '') {
  const server = new URL(serverUrl);
  const [user, password] = [server.username, server.password].map(decodeURIComponent);
  const folder = mkdtempSync(join(tmpdir(), 'cm-test-pgbouncer-'));
  chmodSync(folder, 0o755);
  const [users, settings] = [join(folder, 'users.txt'), join(folder, 'pgbouncer.ini')];
  writeFileSync(users, `"${user}" "${password}"\n`);
  const port = await freePort();
  const write = (/** @type {string} */ poolMode) =>
    writeFileSync(
      settings,
      `[databases]
* = host=${server.hostname} port=${server.port || 5432}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = ${poolMode}
${more}
`,
    );
  write(mode);
  const child = spawn(path, [settings], { ...UNPRIVILEGED, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let written = '';
  child.stderr.on('data', (/** @type {Buffer} */ data) => (written += data.toString()));
  const exited = new Promise((resolve) => child.once('close', resolve));
  for (let tries = 1; !(await answers(port)); tries += 1) {
    if (tries === 100 || child.exitCode !== null) throw new Error(`PgBouncer does not answer:\n${written}`);
    await sleep(50);
  }
  return {
    through: (databaseUrl) => Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(port) }).href,
    change: (poolMode) => {
      write(poolMode);
      child.kill('SIGHUP');
    },
    output: () => written,
    stop: async () => {
      child.kill('SIGKILL'); // what ends it gently differs from version to version, and there is nothing to lose
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

// `node test/support/pgbouncer.mjs transaction postgres://SERVER/DATABASE`: says where it listens, until it is ended.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = pgBouncerPath();
  if (path === undefined) throw new Error('no PgBouncer was found (Debian: apt-get install pgbouncer)');
  const [mode, url = ''] = process.argv.slice(2);
  const pooler = await startPgBouncer(path, url, /** @type {PoolMode} */ (mode));
  process.stdout.write(`PgBouncer ${pgBouncerVersion(path)} listens on ${pooler.through(url)}\n`);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void pooler.stop().then(() => process.exit(0)));
}
