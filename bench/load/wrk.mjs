import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('wrk.lua', import.meta.url));

export const isInstalled = () => /^wrk /.test(spawnSync('wrk', ['--version'], { encoding: 'utf8' }).stdout ?? '');

/** @type {import('./load.mjs').Generator} */
export async function wrk({ url, method, headers, body }, { connections, seconds, keys, authorizations, perSecond = 0 }) {
  const folder = mkdtempSync(join(tmpdir(), 'cm-bench-'));
  try {
    const file = body === undefined ? '' : join(folder, 'body');
    if (body !== undefined) writeFileSync(file, body);
    const lines = join(folder, 'authorizations');
    if (authorizations !== undefined) writeFileSync(lines, authorizations.join('\n'));
    const key =
      authorizations !== undefined ? `@${lines}` : { same: '', none: 'none', fresh: randomBytes(12).toString('hex') }[keys ?? 'same'];
    const args = [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '-s',
      SCRIPT,
      url,
      '--',
      method,
      file,
      key,
      String(perSecond),
      ...Object.entries(headers).flat(),
    ];
    const said = await output('wrk', args);
    const line = /^\{.*\}$/m.exec(said)?.[0];
    if (line === undefined) throw new Error(`wrk said no result:\n${said}`);
    return JSON.parse(line);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function output(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data) => (said += String(data)));
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
