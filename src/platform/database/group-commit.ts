export interface GroupLimits {
  /** Maximum rows of one statement. */
  readonly maxRows: number;
  /** Maximum statements that run at the same time. */
  readonly maxConcurrent: number;
  /** Rows that may wait for a statement; any more are refused. */
  readonly maxQueued: number;
  /** Milliseconds that a row may wait for its statement; then it is refused. {@link MAX_WAIT} by default. */
  readonly maxWait?: number;
}

/** As long as a statement may take: an authorized write must not happen much later, when the permission may be gone (decision 50). */
const MAX_WAIT = 20_000;

/** A row was not accepted, and is not stored: too many are waiting for a statement, or it has waited too long. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** By then every request that has already arrived has been read, so they share the statement. This does not wait for further requests. */
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
 * Each caller is answered when the statement that holds its row has ended, which is after its commit.
 *
 * @example
 * ```ts
 * const bulk = new BulkInsert<NewMessageRow>({ all: (rows) => repository.insertAll(rows), some: (rows) => repository.insertSome(rows) });
 * const messages = new GroupCommit((rows: readonly NewMessageRow[]) => bulk.insert(rows), { maxRows: 256, maxConcurrent: 2, maxQueued: 5_000 });
 * const stored = await messages.add(row); // true once the row is committed, false if its customer does not exist
 * ```
 */
export class GroupCommit<Row, Outcome> {
  /** Keyed by which rows may share a statement; the kind that has waited longest comes first. */
  private readonly waiting = new Map<string, Waiting<Row, Outcome>[]>();
  private running = 0;
  /** Rows that wait for a statement. */
  queued = 0;
  /** Is called with the number of rows of each statement. */
  onStatement: (rows: number) => void = () => undefined;

  /**
   * @param store runs one statement, and returns the result for each row, in order.
   * @param kindOf what the rows of one statement must have in common; by default any rows may share a statement.
   */
  constructor(
    private readonly store: (rows: readonly Row[]) => Promise<readonly PromiseSettledResult<Outcome>[]>,
    private readonly limits: GroupLimits,
    private readonly kindOf: (row: Row) => string = () => '',
  ) {}

  /** @throws QueueFull when too many rows are waiting, or this one has waited too long: then it is not stored. */
  add(row: Row): Promise<Outcome> {
    if (this.queued >= this.limits.maxQueued) throw new QueueFull('too many rows are waiting');
    return new Promise((resolve, reject) => {
      const kind = this.kindOf(row);
      const one = { row, since: performance.now(), resolve, reject };
      const others = this.waiting.get(kind);
      if (others === undefined) this.waiting.set(kind, [one]);
      else others.push(one);
      this.queued++;
      if (this.running < this.limits.maxConcurrent) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running++;
    while (this.queued > 0) {
      await endOfTurn();
      this.refuseLate();
      await this.run(this.next());
    }
    this.running--;
  }

  /** Takes as many rows as fit from the kind that has waited longest; the rest of that kind goes behind the others. */
  private next(): Waiting<Row, Outcome>[] {
    const [first] = this.waiting;
    if (first === undefined) return []; // another statement took them meanwhile
    const [kind, rows] = first;
    const taken = rows.splice(0, this.limits.maxRows);
    this.queued -= taken.length;
    this.waiting.delete(kind);
    if (rows.length > 0) this.waiting.set(kind, rows);
    return taken;
  }

  private refuseLate(): void {
    const late = performance.now() - (this.limits.maxWait ?? MAX_WAIT);
    for (const [kind, rows] of this.waiting) {
      while (rows[0] !== undefined && rows[0].since < late) {
        this.queued--;
        rows.shift()?.reject(new QueueFull('it has waited for too long'));
      }
      if (rows.length === 0) this.waiting.delete(kind);
    }
  }

  private async run(group: readonly Waiting<Row, Outcome>[]): Promise<void> {
    if (group.length === 0) return;
    this.onStatement(group.length);
    try {
      const outcomes = await this.store(group.map(({ row }) => row));
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index] as PromiseSettledResult<Outcome>;
        if (outcome.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome.reason);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
