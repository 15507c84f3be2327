import { isRefused } from './database.js';

/** Milliseconds. Where a row is refused there are often more: a caller who lost answers sends all of them again. */
const CAREFUL = 1_000;

/**
 * Two statements for the same rows: `all` costs less, and stores all of them or none; `some` says of each whether it is
 * stored. The second is asked when the database refused the first, and for a second afterwards at once.
 */
export function allOrSome<Row>(
  all: (rows: readonly Row[]) => Promise<unknown>,
  some: (rows: readonly Row[]) => Promise<readonly boolean[]>,
): (rows: readonly Row[]) => Promise<readonly boolean[]> {
  let carefulUntil = 0;
  return async (rows) => {
    if (Date.now() < carefulUntil) return some(rows);
    try {
      await all(rows);
      return rows.map(() => true);
    } catch (error) {
      if (!isRefused(error)) throw error;
      carefulUntil = Date.now() + CAREFUL;
      return some(rows);
    }
  };
}
