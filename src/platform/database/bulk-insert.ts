import { isRefused } from './database.js';

/** Milliseconds. One refused row is often followed by more: a caller who lost answers sends all of them again. */
const CAREFUL = 1_000;

/** Two statements for the same rows. */
export interface InsertStatements<Row> {
  /** Cheaper than `some`: stores all of the rows, or is refused and stores none. Absent if there is nothing cheaper. */
  readonly all?: (rows: readonly Row[]) => Promise<unknown>;
  /** Leaves out rows that cannot be stored for a reason that the statement checks, and says for each row whether it is stored. */
  readonly some: (rows: readonly Row[]) => Promise<readonly boolean[]>;
}

/** The result for a row: whether it is stored, or the error that prevented it or left the outcome unknown. */
export type Inserted = PromiseSettledResult<boolean>;

const STORED: Inserted = { status: 'fulfilled', value: true };
const LEFT_OUT: Inserted = { status: 'fulfilled', value: false };

/**
 * Inserts many rows at once, so that one bad row fails alone. Tries these in order, each when the database refused the one before:
 *
 * 1. `all` in one statement; not for a second after it was refused.
 * 2. `some` in one statement.
 * 3. `some`, row by row.
 *
 * After any other failure it is unknown what was stored: nothing is retried.
 */
export class BulkInsert<Row> {
  private carefulUntil = 0;

  /** @param now milliseconds by a clock that is never set back; for tests. */
  constructor(
    private readonly statements: InsertStatements<Row>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns the result for each row, in order. */
  async insert(rows: readonly Row[]): Promise<readonly Inserted[]> {
    try {
      return (await this.tryAll(rows)) ?? (await this.trySome(rows));
    } catch (reason) {
      if (rows.length === 1 || !isRefused(reason)) return rows.map(() => ({ status: 'rejected', reason }));
    }
    const inserted: Inserted[] = [];
    for (const row of rows) inserted.push(await this.tryAlone(row));
    return inserted;
  }

  /** @returns undefined if each row has to be tried separately. */
  private async tryAll(rows: readonly Row[]): Promise<readonly Inserted[] | undefined> {
    if (this.statements.all === undefined || this.now() < this.carefulUntil) return undefined;
    try {
      await this.statements.all(rows);
      return rows.map(() => STORED);
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.carefulUntil = this.now() + CAREFUL;
      return undefined;
    }
  }

  private async trySome(rows: readonly Row[]): Promise<readonly Inserted[]> {
    const stored = await this.statements.some(rows);
    return stored.map((one) => (one ? STORED : LEFT_OUT));
  }

  private async tryAlone(row: Row): Promise<Inserted> {
    try {
      const [inserted = LEFT_OUT] = await this.trySome([row]);
      return inserted;
    } catch (reason) {
      return { status: 'rejected', reason };
    }
  }
}
