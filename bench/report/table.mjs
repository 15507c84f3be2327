/**
 * Columns under each other; the first to the left, figures to the right.
 *
 * @param {string[][]} rows the first is the head
 */
export function formatTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return rows.map(line).join('\n');
}

/**
 * The median, and both ends of the rounds.
 *
 * @param {import('../support/statistics.mjs').Spread} spread
 * @param {number} [digits]
 */
export const formatSpread = ({ median, least, most }, digits = 2) =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
