import { isRefused } from './database.js';

export interface GroupLimits {
  /** Rows that one statement takes at most. */
  readonly maxRows: number;
  /** Statements that run at the same time at most. */
  readonly maxConcurrent: number;
  /** Rows that may wait for a statement; one more is refused. */
  readonly maxQueued: number;
  /** Milliseconds that a row may wait for its statement; then it is refused. {@link MAX_WAIT} by default. */
  readonly maxWait?: number;
}

/** As long as a statement may take: what was granted to a caller is not carried out much later, when it may be withdrawn (decision 50). */
const MAX_WAIT = 20_000;

/** A row was not taken, and is not stored: too many wait for a statement, or it has waited for too long. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** Until then every request that has already arrived is looked at, so that they go together. This does not wait for further requests. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Waiting<Row, Outcome> {
  readonly row: Row;
  readonly since: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches concurrent writes, which share commits that way. While the maximum number of statements is running, rows queue; the next
 * statement takes them all. There is no timer: a lone row goes at the end of the event loop's turn.
 *
 * Each caller is answered when the statement that holds its row has ended, which is after its commit. A statement that
 * the database refused has stored nothing, so its rows are tried again one by one, and one bad row fails alone. After
 * any other failure it is unknown what was stored: nothing is tried again, and all of its callers are told.
 */
export class GroupCommit<Row, Outcome> {
  private waiting: Waiting<Row, Outcome>[] = [];
  private running = 0;
  /** Is called with the number of rows of each statement. */
  onStatement: (rows: number) => void = () => undefined;

  /** @param store runs one statement, and says what became of each row, in their order. */
  constructor(
    private readonly store: (rows: readonly Row[]) => Promise<readonly Outcome[]>,
    private readonly limits: GroupLimits,
  ) {}

  /** Rows that wait for a statement. */
  get queued(): number {
    return this.waiting.length;
  }

  /** @throws QueueFull when too many rows are waiting, or this one has waited for too long: it is not stored then. */
  add(row: Row): Promise<Outcome> {
    if (this.waiting.length >= this.limits.maxQueued) throw new QueueFull('too many rows are waiting');
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, since: performance.now(), resolve, reject });
      if (this.running < this.limits.maxConcurrent) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running++;
    while (this.waiting.length > 0) {
      await endOfTurn();
      this.refuseLate();
      await this.run(this.waiting.splice(0, this.limits.maxRows));
    }
    this.running--;
  }

  private refuseLate(): void {
    const late = performance.now() - (this.limits.maxWait ?? MAX_WAIT);
    while (this.waiting[0] !== undefined && this.waiting[0].since < late)
      this.waiting.shift()?.reject(new QueueFull('it has waited for too long'));
  }

  private async run(group: readonly Waiting<Row, Outcome>[]): Promise<void> {
    if (group.length === 0) return; // another statement took them meanwhile
    this.onStatement(group.length);
    try {
      const outcomes = await this.store(group.map(({ row }) => row));
      group.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
    } catch (error) {
      if (group.length > 1 && isRefused(error)) for (const alone of group) await this.run([alone]);
      else for (const { reject } of group) reject(error);
    }
  }
}
