import { type VariableName, VARIABLES } from './variables.js';

const NAMES = Object.keys(VARIABLES) as VariableName[];

/**
 * The variable that an unknown `name` was probably meant to be: different case, one word more or less, or a typo. Undefined for one of
 * ours, and for names that are not similar to ours.
 */
export function meantVariable(name: string): VariableName | undefined {
  if (name in VARIABLES) return undefined;
  const upper = name.toUpperCase().replace(/[-.]/g, '_');
  return (
    NAMES.find((ours) => ours === upper) ??
    NAMES.find((ours) => isExtended(upper, ours) || isExtended(ours, upper) || isMistyped(upper, ours))
  );
}

/** A single word such as HOST is part of too many names that mean something else. */
const isExtended = (long: string, short: string): boolean => short.includes('_') && long.startsWith(`${short}_`);

const isMistyped = (name: string, ours: string): boolean => {
  const length = Math.min(name.length, ours.length);
  return length >= 6 && Math.abs(name.length - ours.length) <= 2 && distance(name, ours) <= (length >= 8 ? 2 : 1);
};

/** Letters to add, take away, change or swap with their neighbour (Damerau and Levenshtein, optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const cost = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(cost(i - 1, j) + 1, cost(i, j - 1) + 1, cost(i - 1, j - 1) + change, swapped ? cost(i - 2, j - 2) + 1 : Infinity));
    }
  }
  return cost(a.length, b.length);
}
