// What `npm run dev` runs: the service, rebuilt and restarted on the same data whenever a source changes. A source that does not compile is
// reported, and the running service continues. Types are not checked: `npm run types -- --watch` does that beside it.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

/** Milliseconds without a change before building: editors write several files, or one in several steps. */
const QUIET = 100;

/** Receives the build's announcement that it takes a moment. */
const QUIETLY = new Writable({ write: (_text, _encoding, done) => done() });

const src = fileURLToPath(new URL('../src', import.meta.url));
const start = fileURLToPath(new URL('start.mjs', import.meta.url));
const say = (/** @type {string} */ line) => void process.stdout.write(`dev: ${line}\n`);

/**
 * What the compiler says, without its stack.
 *
 * @param {unknown} error
 */
const report = (error) => say(`not built: ${(error instanceof Error ? error.message : String(error)).split('\n\nCaused by:', 1)[0]}`);

/** @type {import('node:child_process').ChildProcess | undefined} */
let service;
let ending = false;

function run() {
  const child = spawn(process.execPath, [start, ...process.argv.slice(2)], { stdio: 'inherit' });
  child.once('exit', (code) => {
    if (service !== child) return;
    service = undefined;
    if (ending) process.exit(code ?? 0);
    say(`the service ended with ${code}; it starts again after the next change`);
  });
  service = child;
}

/** Resolves once nothing listens any more. */
function stop() {
  const child = service;
  service = undefined;
  return new Promise((resolve) => {
    if (child === undefined) return resolve(undefined);
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}

/** One after the other: the next restart sees changes made during this one. */
let last = Promise.resolve();
function restart() {
  last = last.then(async () => {
    const began = performance.now();
    try {
      if (!(await build(QUIETLY))) return;
    } catch (error) {
      return report(error);
    }
    say(`built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    await stop();
    if (!ending) run();
  });
}

/** @type {NodeJS.Timeout | undefined} */
let timer;
watch(src, { recursive: true }, () => {
  clearTimeout(timer);
  timer = setTimeout(restart, QUIET);
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => {
    if (ending) return; // Ctrl-C reaches the service too, and comes a second time from npm
    ending = true;
    if (service === undefined) process.exit(0);
    service.kill(signal);
  });
await build().catch(report);
run();
