// Makes of src/explorer's browser code and styles what browsers load: one file each, minified, named by its content and
// compressed beforehand.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** @param {string} root the project's folder */
export function bundle(root) {
  const folder = join(root, 'dist', 'src', 'explorer', 'assets');
  const { outputFiles } = buildSync({
    entryPoints: { script: join(root, 'src/explorer/browser/main.ts'), style: join(root, 'src/explorer/styles/explorer.css') },
    entryNames: '[name]-[hash]',
    outdir: folder,
    absWorkingDir: root,
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    legalComments: 'none',
    write: false,
  });
  mkdirSync(folder, { recursive: true });
  /** @type {Record<string, string>} */
  const manifest = {};
  for (const { path, contents } of outputFiles) {
    writeFileSync(path, contents);
    writeFileSync(`${path}.br`, brotliCompressSync(contents));
    writeFileSync(`${path}.gz`, gzipSync(contents));
    const name = basename(path);
    manifest[name.slice(0, name.indexOf('-'))] = name;
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}
