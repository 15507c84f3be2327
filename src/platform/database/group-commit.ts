import { observeQueue } from '../metrics/group-commit-metrics.js';
import { ObpError } from '../errors/obp-error.js';
import { isRefused } from './database.js';

export interface GroupLimits {
  /** Rows that one statement takes at most. */
  readonly rows: number;
  /** Statements that run at the same time at most. */
  readonly statements: number;
  /** Rows that may wait for a statement; one more is refused. */
  readonly waiting: number;
  /** Milliseconds that a row may wait for its statement; then it is refused. {@link WAITED_FOR} by default. */
  readonly patience?: number;
}

/** As long as a statement may take: what was granted to a caller is not carried out much later, when it may be withdrawn (decision 50). */
const WAITED_FOR = 20_000;

const tooMany = (): ObpError => new ObpError('ServiceBusy', ' Too many writes are waiting for the database.');

/** Until then every request that has already arrived is looked at, so that they go together. It is no wait for more. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Waiting<Row, Outcome> {
  readonly row: Row;
  readonly since: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets concurrent writers share statements, and so commits: while the statements run that may run at once, rows gather
 * and go together in the next. There is no timer: a lone row goes at
 * the end of the event loop's turn.
 *
 * Each caller is answered when the statement that holds its row has ended, which is after its commit. A statement that
 * the database refused has stored nothing, so its rows are tried again one by one, and one bad row fails alone. After
 * any other failure it is unknown what was stored: nothing is tried again, and all of its callers are told.
 */
export class GroupCommit<Row, Outcome> {
  private waiting: Waiting<Row, Outcome>[] = [];
  private running = 0;
  private readonly tell: (rows: number) => void;

  /**
   * @param name what the rows are, for metrics.
   * @param store runs one statement, and says what became of each row, in their order.
   */
  constructor(
    name: string,
    private readonly store: (rows: readonly Row[]) => Promise<readonly Outcome[]>,
    private readonly limits: GroupLimits,
  ) {
    this.tell = observeQueue(name, () => this.waiting.length);
  }

  /** @throws ObpError OBP-10040 with 503 when too many rows are waiting, or this one has waited for too long: it is not stored then. */
  add(row: Row): Promise<Outcome> {
    if (this.waiting.length >= this.limits.waiting) throw tooMany();
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, since: performance.now(), resolve, reject });
      if (this.running < this.limits.statements) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running++;
    while (this.waiting.length > 0) {
      await endOfTurn();
      this.refuseLate();
      await this.run(this.waiting.splice(0, this.limits.rows));
    }
    this.running--;
  }

  private refuseLate(): void {
    const late = performance.now() - (this.limits.patience ?? WAITED_FOR);
    while (this.waiting[0] !== undefined && this.waiting[0].since < late) this.waiting.shift()?.reject(tooMany());
  }

  private async run(group: readonly Waiting<Row, Outcome>[]): Promise<void> {
    if (group.length === 0) return; // another statement took them meanwhile
    this.tell(group.length);
    try {
      const outcomes = await this.store(group.map(({ row }) => row));
      group.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
    } catch (error) {
      if (group.length > 1 && isRefused(error)) for (const alone of group) await this.run([alone]);
      else for (const { reject } of group) reject(error);
    }
  }
}
