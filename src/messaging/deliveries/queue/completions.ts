import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Inserted } from '../../../platform/database/bulk-insert.js';
import { isDatabaseAway, isRefused } from '../../../platform/database/database.js';
import { GroupCommit } from '../../../platform/database/group-commit.js';
import { observeQueue } from '../../../platform/metrics/group-commit-metrics.js';
import { DeliveryReceipts } from '../delivery-receipts.js';
import { type Completion, DeliveryQueueRepository } from './delivery-queue.repository.js';
import { groupBy } from './group-by.js';
import { QueueVacuum } from './queue-vacuum.js';
import { Trouble } from './trouble.js';

/** Milliseconds between two tries to store what came of a send, while the database is away. */
const STORE_AGAIN = 500;

/** Stores what became of tries, many in a statement, and applies the receipts that were faster. */
@Injectable()
export class Completions implements BeforeApplicationShutdown {
  private readonly trouble = new Trouble(new Logger(Completions.name), 'what became of deliveries cannot be stored');
  private readonly queue: GroupCommit<Completion, boolean>;
  private ended = false;

  constructor(
    private readonly repository: DeliveryQueueRepository,
    private readonly receipts: DeliveryReceipts,
    private readonly vacuum: QueueVacuum,
  ) {
    this.queue = observeQueue(
      'deliveries',
      new GroupCommit<Completion, boolean>((all) => this.store(all), { maxRows: 500, maxConcurrent: 2, maxQueued: 1_000_000 }),
    );
  }

  beforeApplicationShutdown(): void {
    this.ended = true;
  }

  /** What a provider answered must not be forgotten because the database is away for a while: it would be sent again. */
  async add(completion: Completion): Promise<void> {
    for (;;) {
      try {
        await this.queue.add(completion);
        return;
      } catch (error) {
        if (this.ended || (isRefused(error) && !isDatabaseAway(error))) throw error;
        this.trouble.say(error);
        await sleep(STORE_AGAIN, undefined, { ref: false });
      }
    }
  }

  private async store(all: readonly Completion[]): Promise<readonly Inserted[]> {
    const outcomes = new Map<Completion, Inserted>();
    await Promise.all([...groupBy(all, ({ bankId }) => bankId)].map(([bankId, ofBank]) => this.storeOf(bankId, ofBank, outcomes)));
    this.vacuum.removed(all.length);
    return all.map((one) => outcomes.get(one) as Inserted);
  }

  /** A row that the database refuses holds up no other. */
  private async storeOf(bankId: string, all: readonly Completion[], outcomes: Map<Completion, Inserted>): Promise<void> {
    try {
      const stored = await this.repository.complete(bankId, all);
      for (const one of all) outcomes.set(one, { status: 'fulfilled', value: stored.has(one) });
      this.trouble.over();
      await this.applyReceipts(bankId, [...stored]);
    } catch (error) {
      if (isRefused(error) && all.length > 1) await Promise.all(all.map((one) => this.storeOf(bankId, [one], outcomes)));
      else for (const one of all) outcomes.set(one, { status: 'rejected', reason: error });
    }
  }

  /** Those that were faster than the answer. Where it fails they are looked for again, as those are that nobody waits for, such as bounces. */
  private async applyReceipts(bankId: string, stored: readonly Completion[]): Promise<void> {
    const accepted = stored.filter(({ references, receiptSeconds }) => references.length > 0 && receiptSeconds !== undefined);
    for (const [providerId, all] of groupBy(accepted, ({ attempt }) => attempt?.providerId ?? ''))
      await this.receipts
        .apply(
          bankId,
          providerId,
          all.flatMap(({ references }) => references),
        )
        .catch((error: unknown) => this.trouble.say(error));
  }
}
