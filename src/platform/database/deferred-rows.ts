import { Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { observeQueue } from '../metrics/group-commit-metrics.js';
import { failureOf, isRefused } from './database.js';

/** Milliseconds for which rows are collected before they are written. */
const GATHERED_FOR = 500;

const dropped = new Counter({
  name: 'customer_messages_deferred_rows_dropped_total',
  help: 'Rows about calls that were not written, since too many waited for the database or it refused them, by what they are.',
  labelNames: ['rows'],
});

export interface DeferredLimits {
  /** Maximum rows of one statement. */
  readonly maxRows: number;
  /** Rows that may wait; any more are dropped and counted. */
  readonly maxQueued: number;
}

/**
 * Writes rows about calls after their answers, in groups, one statement at a time: no call waits for them or fails because of them. While
 * the database is unavailable, they wait, up to the limit.
 */
export class DeferredRows<Row> {
  private readonly logger = new Logger(DeferredRows.name);
  private readonly waiting: Row[] = [];
  /** Is called with the number of rows of each statement. */
  onStatement: (rows: number) => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  /** Since the last group was written. */
  private saidDropped = false;
  private saidFailed = false;

  /**
   * @param name what the rows are, for metrics and the log.
   * @param store runs one statement; it may get the same rows again when the outcome is unknown.
   */
  constructor(
    private readonly name: string,
    private readonly store: (rows: readonly Row[]) => Promise<unknown>,
    private readonly limits: DeferredLimits,
  ) {
    dropped.inc({ rows: name }, 0);
    observeQueue(name, this);
  }

  /** Rows that wait for a statement. */
  get queued(): number {
    return this.waiting.length;
  }

  add(row: Row): void {
    if (this.waiting.length < this.limits.maxQueued) this.waiting.push(row);
    else this.drop(1);
    // A full group is written at once: long-lived rows cost more in garbage collection than writing them does.
    if (this.waiting.length === this.limits.maxRows) setImmediate(() => void this.flush());
    else this.timer ??= setTimeout(() => void this.flush(), GATHERED_FOR).unref();
  }

  /** Resolves when half of the room is free: for those that can wait, and leave the other half to each other and to those that cannot. */
  async untilHalfEmpty(): Promise<void> {
    while (this.waiting.length > this.limits.maxQueued / 2) {
      await this.flush();
      // While the database is away, flushing changes nothing.
      if (this.waiting.length > this.limits.maxQueued / 2) await new Promise((resolve) => setTimeout(resolve, GATHERED_FOR).unref());
    }
  }

  /** Resolves when all waiting rows are written, or cannot be. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return (this.writing ??= this.write().finally(() => {
      this.writing = undefined;
      if (this.waiting.length > 0) this.timer ??= setTimeout(() => void this.flush(), GATHERED_FOR).unref();
    }));
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.slice(0, this.limits.maxRows);
      try {
        await this.store(group);
        this.saidDropped = this.saidFailed = false;
        this.onStatement(group.length);
      } catch (error) {
        if (!isRefused(error)) {
          this.say(error);
          return;
        }
        this.drop(group.length);
      }
      this.waiting.splice(0, group.length);
    }
  }

  /** Without the text of the error, which may quote a row. */
  private say(error: unknown): void {
    if (!this.saidFailed) this.logger.warn(`${this.name} cannot be written (${failureOf(error)}); they wait`);
    this.saidFailed = true;
  }

  private drop(count: number): void {
    dropped.inc({ rows: this.name }, count);
    if (!this.saidDropped) this.logger.warn(`${this.name} are dropped, since too many wait or the database refuses them`);
    this.saidDropped = true;
  }
}
