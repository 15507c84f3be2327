// Joins SWC's output and the packages that come as hundreds of modules into a few files. Node.js finds, reads and links each
// module by itself, which took a third of a start and more than half of a command (decision 21).
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';

/** The joined packages. All others stay where they are: they have few modules, or other packages load them too. */
const JOINED = /^(@nestjs\/(common|core|mapped-types|passport|platform-fastify|swagger|typeorm)|es-toolkit|jose|uuid)(\/|$)/;

/**
 * Makes dist/main.js and dist/cli.js, and what they share. A class whose name occurs twice gets a number there, so only errors for
 * developers may depend on a class name.
 *
 * @param {string} root the project's folder, where dist/src/ is
 */
export async function joinModules(root) {
  const dist = join(root, 'dist');
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'dist/src/main.js', cli: 'dist/src/app/cli/main.js' },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Joined CommonJS packages load others with `require`.
    banner: { js: `import { createRequire as requireHere } from 'node:module'; const require = requireHere(import.meta.url);` },
    logLevel: 'warning',
    plugins: [{ name: 'service', setup: (plugin) => setUp(plugin, dist) }],
  });
}

/**
 * @param {import('esbuild').PluginBuild} plugin
 * @param {string} dist
 */
function setUp(plugin, dist) {
  plugin.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || JOINED.test(path) ? undefined : { path, external: true },
  );
  // Files that our modules expect beside themselves (a worker, the pages' assets) stay beside the file that SWC made.
  plugin.onLoad({ filter: /[\\/]dist[\\/]src[\\/].*\.js$/ }, async ({ path }) => {
    const from = relative(dist, path).replaceAll(sep, '/');
    const code = await readFile(path, 'utf8');
    return {
      contents: code
        .replaceAll('import.meta.url', `new URL('${from}', import.meta.url).href`)
        .replaceAll('import.meta.dirname', `(import.meta.dirname + '/${dirname(from)}')`),
    };
  });
}
