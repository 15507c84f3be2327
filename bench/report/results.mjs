import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { plot } from './plot.mjs';

const RESULTS = fileURLToPath(new URL('../results.json', import.meta.url));
const PLOT = fileURLToPath(new URL('../results.svg', import.meta.url));

/**
 * Keeps what a measure found beside what the others did, and draws the ratios anew.
 *
 * @param {import('../options.mjs').MeasureName | 'chaos'} measure
 * @param {object} how facts of the run
 * @param {object} found
 */
export function keepResult(measure, how, found) {
  const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  results[measure] = { date: new Date().toISOString().slice(0, 10), ...how, machine: machine(), found };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  if (measure === 'ratios') writeFileSync(PLOT, plot(results.ratios));
}

const machine = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim() ?? '',
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.versions.node,
});
