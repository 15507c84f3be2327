import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { plot } from './plot.mjs';

const RESULTS = fileURLToPath(new URL('../results.json', import.meta.url));
const PLOT = fileURLToPath(new URL('../results.svg', import.meta.url));

/** Measured part by part: a run of some parts keeps the earlier results of the others. */
const IN_PARTS = ['ratios', 'embedded', 'chaos', 'delivery'];

/**
 * Keeps what a measure found beside what the others did, and draws the ratios anew.
 *
 * @param {import('../options.mjs').MeasureName | 'chaos'} measure
 * @param {object} how facts of the run
 * @param {Record<string, any>} found
 */
export function keepResult(measure, how, found) {
  const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const facts = { date: new Date().toISOString().slice(0, 10), ...how, machine: machine() };
  results[measure] = IN_PARTS.includes(measure) ? { ...results[measure], ...eachWith(facts, found) } : { ...facts, ...found };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  if (measure === 'ratios') writeFileSync(PLOT, plot(results.ratios));
}

/**
 * @param {object} facts
 * @param {Record<string, object>} found
 */
const eachWith = (facts, found) => Object.fromEntries(Object.entries(found).map(([name, one]) => [name, { ...facts, ...one }]));

const machine = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim() ?? '',
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.versions.node,
});
