/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/**
 * Median and both ends: with five rounds that is all there is to know of the spread.
 *
 * @typedef {{ median: number, least: number, most: number }} Spread
 * @param {readonly number[]} values
 * @returns {Spread}
 */
export const spread = (values) => ({ median: round(median(values)), least: round(Math.min(...values)), most: round(Math.max(...values)) });

/**
 * Each round's value divided by the other's of the same round: both had the machine as it was then.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} others
 */
export const ratio = (values, others) => spread(values.map((value, round) => value / (others[round] ?? Number.NaN)));

/** @param {number} value to three digits after the point */
export const round = (value) => Math.round(value * 1000) / 1000;

/**
 * The line of least squares.
 *
 * @param {readonly { x: number, y: number }[]} points
 */
export function slope(points) {
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map((point) => point.x));
  const y = mean(points.map((point) => point.y));
  const product = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return product / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}
