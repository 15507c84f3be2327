// Finds the Chromium that the browser tests drive; in CI it is installed where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Debian's Chromium without what only a window needs: the same pages and the same tests in less than half the time. */
const SHELL = '/usr/bin/chromium-headless-shell';
const USUAL_PLACES = [
  SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const inCi = process.env.CI === 'true';

const HOW_TO_GET_IT =
  'no Chromium was found. Install one (Debian: apt-get install chromium-headless-shell, or chromium; macOS: brew install --cask chromium), ' +
  'or say in CHROMIUM_PATH where it is.';

/** @returns {string | undefined} the path of a browser; undefined when there is none, which it says on standard error */
export function chromiumPath() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH: nothing is at ${given}`);
    return given;
  }
  if (inCi && !existsSync(SHELL)) install();
  const found = installed();
  if (found === undefined) process.stderr.write(`\nThe browser tests ${inCi ? 'fail' : 'are skipped'}: ${HOW_TO_GET_IT}\n`);
  return found;
}

const installed = () => USUAL_PLACES.find((place) => existsSync(place));

/** Uses apt-get, as root or through sudo without a password. If neither works, the tests use what is installed. */
function install() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (/** @type {string[]} */ ...words) => {
    const [command = '', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  if (run('update', '-q') && !run('install', '-yq', 'chromium-headless-shell') && installed() === undefined)
    run('install', '-yq', 'chromium');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`Chromium: ${chromiumPath() ?? 'none'}\n`);
