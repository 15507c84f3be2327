// What `npm run cli` runs: builds if need be, then hands over to the command line.
import { build } from './build.mjs';

await build(process.stderr);
await import('../dist/cli.js');
