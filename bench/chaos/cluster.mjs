import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../support/database.mjs';
import { freePort } from './sandbox.mjs';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of initdb and postgres, which Debian keeps out of the path; undefined where there is none. */
export function findPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** A PostgreSQL server of our own, with its defaults: `fsync` and `synchronous_commit` are on. */
export class Cluster {
  #programs;
  #folder;
  #port;
  /** @type {Promise<unknown>} */
  #ended = Promise.resolve();

  /**
   * @param {string} programs
   * @param {string} folder
   * @param {number} port
   */
  constructor(programs, folder, port) {
    this.#programs = programs;
    this.#folder = folder;
    this.#port = port;
  }

  /**
   * @param {import('../support/cleanup.mjs').Cleanup} cleanup
   * @param {string} programs
   */
  static async start(cleanup, programs) {
    const cluster = await Cluster.#make(cleanup, programs);
    cluster.#run('initdb', '-D', cluster.#folder, '-U', 'postgres', '-A', 'trust');
    await cluster.start();
    return cluster;
  }

  /**
   * A copy that follows another cluster.
   *
   * @param {import('../support/cleanup.mjs').Cleanup} cleanup
   * @param {Cluster} primary
   */
  static async startStandby(cleanup, primary) {
    const cluster = await Cluster.#make(cleanup, primary.#programs);
    await cluster.follow(primary);
    return cluster;
  }

  /**
   * @param {import('../support/cleanup.mjs').Cleanup} cleanup
   * @param {string} programs
   */
  static async #make(cleanup, programs) {
    const folder = mkdtempSync(join(tmpdir(), 'cm-chaos-'));
    cleanup.add(() => rmSync(folder, { recursive: true, force: true }));
    if (isRoot) chownSync(folder, ...postgresUser());
    const cluster = new Cluster(programs, folder, await freePort());
    cleanup.add(() => cluster.#running && cluster.end('SIGINT'));
    return cluster;
  }

  get port() {
    return this.#port;
  }

  /** Becomes a copy of another cluster and follows it. It must not be running. @param {Cluster} primary */
  async follow(primary) {
    for (const name of readdirSync(this.#folder)) rmSync(join(this.#folder, name), { recursive: true, force: true });
    this.#run('pg_basebackup', '-D', this.#folder, '-d', primary.url, '--write-recovery-conf', '--checkpoint=fast');
    await this.start();
  }

  /**
   * @param {string} program
   * @param {...string} given
   */
  #run(program, ...given) {
    const [command, ...args] = asPostgres(join(this.#programs, program), ...given);
    execFileSync(command, args, { stdio: 'ignore', cwd: this.#folder });
  }

  get url() {
    return `postgres://postgres@127.0.0.1:${this.#port}/postgres`;
  }

  /** Starts it, again and again until it runs: after a kill the old processes must have gone first. */
  async start() {
    for (const last = Date.now() + 60_000; ; await sleep(100)) {
      this.#launch();
      if (await this.#answers()) return;
      if (Date.now() > last) throw new Error(`PostgreSQL does not start: ${this.#log}`);
    }
  }

  /** @param {NodeJS.Signals} signal to the postmaster */
  async end(signal) {
    const postmaster = Number(readFileSync(join(this.#folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(postmaster, signal);
    await this.#ended;
  }

  /** Ends it, and starts it as a standby that nobody leads: it takes no writes until it is promoted. */
  async becomeStandby() {
    await this.end('SIGINT');
    writeFileSync(join(this.#folder, 'standby.signal'), '');
    await this.start();
  }

  promote() {
    return sql(this.url, 'SELECT pg_promote()');
  }

  /**
   * Changes settings of a running server, until they are changed again.
   *
   * @param {Record<string, string>} settings
   */
  async set(settings) {
    const changes = Object.entries(settings).map(([name, value]) => `ALTER SYSTEM SET ${name} = '${value}'`);
    await sql(this.url, ...changes, 'SELECT pg_reload_conf()');
  }

  #log = '';
  #running = false;

  #launch() {
    const options = ['-D', this.#folder, '-p', String(this.#port), '-k', this.#folder, '-h', '127.0.0.1'];
    const [command, ...args] = asPostgres(join(this.#programs, 'postgres'), ...options);
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: this.#folder });
    this.#running = true;
    this.#log = '';
    child.stderr.on('data', (data) => (this.#log = (this.#log + String(data)).slice(-2000)));
    this.#ended = new Promise((resolve) =>
      child.once('exit', () => {
        this.#running = false;
        resolve(undefined);
      }),
    );
  }

  /** @returns {Promise<boolean>} false when it has ended instead */
  async #answers() {
    for (; this.#running; await sleep(50)) {
      const done = await sql(this.url, 'SELECT 1').then(
        () => true,
        () => false,
      );
      if (done) return true;
    }
    return false;
  }
}

const isRoot = process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root.
 *
 * @param {...string} command
 * @returns {[string, ...string[]]}
 */
const asPostgres = (...command) =>
  isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : /** @type {[string, ...string[]]} */ (command);

/** @returns {[number, number]} ids of user and group */
function postgresUser() {
  const id = (/** @type {string} */ flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return [id('-u'), id('-g')];
}
