// Compiles src/ to dist/ with SWC, joins what a start loads, and bundles what browsers load, unless what is there was made from the same sources.
// `npm run build` and every start use it. It does not check types: `npm run types` does.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const mark = join(dist, '.sources');

/**
 * @param {NodeJS.WritableStream} [progress] where to announce that it takes a moment
 * @returns {Promise<boolean>} whether something had to be compiled
 * @throws what the compiler says about a source that it cannot read; the previous build stays.
 */
export async function build(progress = process.stdout) {
  const wanted = fingerprint();
  if (read(mark) === wanted) return false;
  if (!existsSync(join(root, 'node_modules', '@swc', 'core'))) {
    process.stderr.write(
      'the packages to build with are not installed: run npm ci first (npm ci --include=dev with NODE_ENV=production)\n',
    );
    process.exit(78);
  }
  progress.write('building (once; later starts use the result)\n');
  const [compiled, { bundle }, { joinModules }] = await Promise.all([compile(), import('./bundle.mjs'), import('./join-modules.mjs')]);
  rmSync(dist, { recursive: true, force: true });
  for (const [file, text] of compiled) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  bundle(root);
  await joinModules(root);
  writeFileSync(mark, wanted);
  return true;
}

/** @returns {Promise<[file: string, text: string][]>} the modules that Node loads, and their source maps */
async function compile() {
  const { transformFile } = await import('@swc/core');
  const modules = sources().filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file));
  const pairs = await Promise.all(
    [...modules, join(root, 'ormconfig.ts')].map(async (file) => {
      const { code, map = '' } = await transformFile(file, compilerOptions(file));
      const target = join(dist, file.slice(root.length).replace(/\.tsx?$/, '.js'));
      return /** @type {[string, string][]} */ ([
        [target, `${code}//# sourceMappingURL=${target.slice(target.lastIndexOf('/') + 1)}.map\n`],
        [`${target}.map`, map],
      ]);
    }),
  );
  return pairs.flat();
}

/**
 * The settings of tsconfig.json, for SWC.
 *
 * @param {string} file
 * @returns {import('@swc/core').Options}
 */
const compilerOptions = (file) => ({
  swcrc: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, tsx: file.endsWith('.tsx') },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
  },
});

/** Every file below src/, in a fixed order. */
function sources() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes when any source, the compiler's settings or any dependency does. */
function fingerprint() {
  const hash = createHash('sha256');
  const settings = [
    'ormconfig.ts',
    'scripts/build.mjs',
    'scripts/bundle.mjs',
    'scripts/join-modules.mjs',
    'tsconfig.json',
    'package-lock.json',
  ];
  for (const file of [...sources(), ...settings.map((name) => join(root, name))])
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
