import type { Receipt, ReceiptSink } from '../provider.js';
import { STATUS } from './status.js';

/** Receipts that are stored together, and those that may wait while a store runs. */
const BATCH = 500;
const MOST_WAITING = 2000;

interface Waiting {
  readonly receipt: Receipt;
  readonly respond: (status: number) => void;
}

/**
 * Hands receipts on, one batch at a time: what comes while one is stored goes together in the next. The peer is told that it may forget a
 * receipt only when it is stored; when it could not be, or when too many wait, it is asked to repeat it later.
 */
export class ReceiptBatcher {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly sink: ReceiptSink) {}

  add(receipt: Receipt, respond: (status: number) => void): void {
    if (this.waiting.length >= MOST_WAITING) {
      respond(STATUS.temporaryError);
      return;
    }
    this.waiting.push({ receipt, respond });
    this.running ??= this.run();
  }

  /** When nothing waits any more. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    await Promise.resolve(); // the other receipts of the same read
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, BATCH);
      const status = await this.store(batch);
      for (const { respond } of batch) respond(status);
    }
    this.running = undefined;
  }

  private async store(batch: readonly Waiting[]): Promise<number> {
    try {
      await this.sink.receive(batch.map(({ receipt }) => receipt));
      return STATUS.ok;
    } catch {
      return STATUS.temporaryError;
    }
  }
}
