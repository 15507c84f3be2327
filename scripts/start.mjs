// What `npm start` runs: builds if need be, then becomes the service.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node.js 20.19 or later is needed; this is ${process.versions.node}\n`);
  process.exit(78);
}
if (!existsSync(new URL('../node_modules/@nestjs/core/', import.meta.url))) {
  process.stderr.write('the packages are not installed: run npm ci first\n');
  process.exit(78);
}
const { build } = await import('./build.mjs');
await build();
await import('../dist/main.js');
