// Loaded into a service before its code (NODE_OPTIONS=--import): a clock that a test sets back. The service itself knows nothing of it.
import { readFileSync } from 'node:fs';

const now = Date.now.bind(Date);
let shift = 0;
Date.now = () => now() + shift;
process.on('SIGUSR2', () => {
  shift = Number(readFileSync(String(process.env.CLOCK_FILE), 'utf8'));
  process.stderr.write('clock set\n');
});
