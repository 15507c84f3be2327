// Plain JavaScript with types in comments, as are the other .mjs files here: Jest's global set-up runs outside its transform.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteName } from './databases.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * A start of the built service in a process of its own.
 *
 * @typedef {object} Service
 * @property {string} url
 * @property {string} dataDir
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => string} output everything it has written so far, to standard output and standard error
 * @property {(signal?: NodeJS.Signals) => Promise<number | null>} stop sends a signal and resolves with the exit code once the process is gone
 */

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'cm-test-'));

/** A folder as a first start with the sandbox on the embedded database leaves it: copied from one, which is much faster. */
export function startedFolder(folder = temporaryFolder()) {
  if (process.env.E2E_STARTED !== undefined) cpSync(process.env.E2E_STARTED, folder, { recursive: true });
  return folder;
}

/**
 * The keys of a service that has made its own: what a replica on the same database needs.
 *
 * @param {string} dataDir
 */
export const keysIn = (dataDir) => ({
  JWT_SECRET: readFileSync(join(dataDir, 'jwt-secret'), 'utf8'),
  SECRETS_KEY: readFileSync(join(dataDir, 'secrets-key'), 'utf8'),
});

const KEYS = { JWT_SECRET: 'a-key-that-all-services-of-the-tests-share', SECRETS_KEY: 'a-key-that-all-services-of-the-tests-share' };

/** Folders of services that were given {@link KEYS}. @type {Set<string>} */
const givenKeys = new Set();

/** @param {string} folder */
export const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true });

/**
 * Starts the service on a free port and waits until it listens; rejects with what it wrote when it ends before.
 *
 * @param {Record<string, string>} [env]
 * @returns {Promise<Service>}
 */
export async function startService(env = {}) {
  const isSandbox = env.DATABASE_URL === undefined && env.SANDBOX !== 'false';
  const dataDir = env.DATA_DIR ?? (isSandbox ? startedFolder() : temporaryFolder());
  // Services that follow each other on one server need the same keys: those without a folder of their own are given these, at every start.
  if (env.DATABASE_URL !== undefined && env.DATA_DIR === undefined) givenKeys.add(dataDir);
  const keys = givenKeys.has(dataDir) ? KEYS : {};
  const { child, output, exited } = launch({ PORT: '0', ...keys, ...env, DATA_DIR: dataDir });
  const url = await new Promise((resolve, reject) => {
    const look = () => {
      const found = /listens on (http[^\s"]+)/.exec(output())?.[1];
      if (found === undefined) return;
      child.stdout.off('data', look);
      resolve(found);
    };
    child.stdout.on('data', look);
    void exited.then((code) => reject(new Error(`the service ended with ${code}:\n${output()}`)));
  });
  return {
    url,
    dataDir,
    process: child,
    output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
  };
}

/**
 * Runs the service until it ends; for starts that must fail.
 *
 * @param {Record<string, string>} env
 * @param {string} [cwd] where a file `.env` may lie
 */
export async function runToEnd(env, cwd) {
  const dataDir = temporaryFolder();
  const { output, exited } = launch({ PORT: '0', DATA_DIR: dataDir, ...env }, cwd);
  const code = await exited;
  removeFolder(dataDir);
  return { code, output: output() };
}

/**
 * A service's messages about its start and end, line by line: in production as JSON.
 *
 * @param {string} output
 * @returns {string[]}
 */
export const saidIn = (output) =>
  output
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('{"level":') ? JSON.parse(line).msg : line));

/**
 * Flags for processes that live for a few seconds, of which there are hundreds in `npm run test:slow`: a fifth of their processor time
 * went into code that was optimized and never used, and into a heap that was collected while it grew; of the embedded database, whose
 * WebAssembly is optimized apart from the rest, a quarter.
 */
export const SHORT_LIVED = ['--no-opt', '--liftoff-only', '--min-semi-space-size=32', '--max-semi-space-size=64'];

/**
 * @param {Record<string, string>} env
 * @param {string} [cwd]
 */
export function launch(env, cwd = tmpdir()) {
  // Only these variables and those that a process needs to run at all, away from any .env file: the tests must not depend
  // on the environment they are run in.
  const base = Object.fromEntries(Object.entries(process.env).filter(([name]) => ['PATH', 'HOME', 'TMPDIR'].includes(name)));
  const flags = String(suiteName()).startsWith('process') ? SHORT_LIVED : [];
  const child = spawn(process.execPath, [...flags, MAIN], {
    cwd,
    // All users of the tests sign up from one address.
    env: { ...base, LOG_LEVEL: 'warn', MAX_SIGN_UPS_FROM_ADDRESS: '1000000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (/** @type {Buffer} */ data) => (written += data.toString()));
  child.stderr.on('data', (/** @type {Buffer} */ data) => (written += data.toString()));
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  return { child, output: () => written, exited };
}
