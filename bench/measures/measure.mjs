/**
 * The input of every measure.
 *
 * @typedef {object} Run
 * @property {import('../options.mjs').Options} options
 * @property {{ name: string, load: import('../load/load.mjs').Generator }} generator
 * @property {import('../support/cleanup.mjs').Cleanup} cleanup
 * @property {(line: string) => void} say
 *
 * A measure returns what it found, for `results.json`, and a table for the reader.
 *
 * @typedef {{ found: Record<string, unknown>, table: string[][] }} Measured
 * @typedef {(run: Run) => Promise<Measured>} Measure
 */
export {};
