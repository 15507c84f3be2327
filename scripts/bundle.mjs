// Bundles the browser code and styles of src/web/: one file each, minified, named by its content and compressed in advance.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** @param {string} root the project's folder */
export function bundle(root) {
  const folder = join(root, 'dist', 'src', 'web', 'kit', 'assets');
  const build = (/** @type {import('esbuild').BuildOptions} */ options) =>
    buildSync({
      entryNames: '[name]-[hash]',
      outdir: folder,
      absWorkingDir: root,
      tsconfig: join(root, 'tsconfig.json'),
      bundle: true,
      minify: true,
      target: ['es2022'],
      legalComments: 'none',
      ...options,
      write: false,
    }).outputFiles;
  const files = [
    ...build({ entryPoints: { script: 'src/web/browser/main.ts', style: 'src/web/kit/styles/explorer.css' }, format: 'esm' }),
    ...build({ entryPoints: { early: 'src/web/browser/early.ts' }, format: 'iife' }),
    // Swagger UI's page loads no modules: our exports are a global there.
    ...build({ entryPoints: { swagger: 'src/web/browser/swagger.ts' }, format: 'iife', globalName: 'CustomerMessages' }),
  ];
  mkdirSync(folder, { recursive: true });
  /** @type {Record<string, string>} */
  const manifest = {};
  for (const { path, contents } of files) {
    writeFileSync(path, contents);
    writeFileSync(`${path}.br`, brotliCompressSync(contents));
    writeFileSync(`${path}.gz`, gzipSync(contents));
    const name = basename(path);
    manifest[name.slice(0, name.indexOf('-'))] = name;
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}
