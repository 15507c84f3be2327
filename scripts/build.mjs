// Compiles src/ to dist/, and bundles what browsers load, unless what is there was made from the same sources.
// `npm run build` and every start use it.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const mark = join(root, 'dist', '.sources');

/**
 * @param {NodeJS.WritableStream} [progress] where to say that it takes a moment
 * @returns whether something had to be compiled
 */
export function build(progress = process.stdout) {
  const wanted = fingerprint();
  if (read(mark) === wanted) return false;
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(tsc)) {
    process.stderr.write(
      'the packages to build with are not installed: run npm ci first (npm ci --include=dev with NODE_ENV=production)\n',
    );
    process.exit(78);
  }
  progress.write('building (once; later starts use the result)\n');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit', cwd: root });
  if (status !== 0) process.exit(status ?? 1);
  bundle(root);
  writeFileSync(mark, wanted);
  return true;
}

/** Changes when any source, the compiler's settings or any dependency does. */
function fingerprint() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [
    ...sources.sort(),
    ...['ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((name) => join(root, name)),
  ])
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
