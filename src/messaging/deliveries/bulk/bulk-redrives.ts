import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import { Database } from '../../../platform/database/database.js';
import { DeliveryWorker } from '../queue/delivery-worker.js';
import { laneOf } from '../queue/lane.js';
import { RetentionRepository } from '../retention/retention.repository.js';
import { BulkRedrivesRepository, type DeliveryPlace, type RedrivenSlice, type RedriveFilter } from './bulk-redrives.repository.js';
import { limited } from './limited-statements.js';

/** Deliveries of one transaction: few enough to hold up nobody who waits for their rows, or for the embedded database. */
const SLICE = 500;
/** Milliseconds after which a call begins no further slice. */
const LONGEST = 5_000;
/** Deliveries that a dry run counts, at most. */
export const MOST_COUNTED = 100_000;
/** Deliveries that one call drives again, at most. */
export const MOST_REDRIVEN = 10_000;

/** What a call has done, or would do. */
export interface BulkRedrive {
  readonly count: number;
  /** Where to go on; undefined where no more are left. */
  readonly next: DeliveryPlace | undefined;
}

/**
 * Drives many deliveries again, in slices of their own transactions. A call does as much as fits in some seconds, and says where the next
 * one goes on: nothing runs on by itself, so a process that ends leaves nothing half done, and whoever has seen enough stops asking.
 */
@Injectable()
export class BulkRedrives {
  constructor(
    private readonly redrives: BulkRedrivesRepository,
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly worker: DeliveryWorker,
    private readonly retention: RetentionRepository,
  ) {}

  /**
   * How many would be driven again, counted up to {@link MOST_COUNTED} and one more.
   *
   * @throws ObpError OBP-98350 (400) where they cannot be counted in time.
   */
  count(bankId: string, filter: RedriveFilter): Promise<number> {
    return this.database.transaction((manager) => limited(manager, () => this.redrives.count(manager, bankId, filter, MOST_COUNTED + 1)));
  }

  /**
   * @param most deliveries.
   * @throws ObpError OBP-98350 (400) where they cannot be found in time.
   */
  async redrive(actor: Actor, bankId: string, filter: RedriveFilter, most: number): Promise<BulkRedrive> {
    const until = performance.now() + LONGEST;
    let { after } = filter;
    let count = 0;
    while (count < most) {
      const wanted = Math.min(SLICE, most - count);
      const slice = await this.slice(actor, bankId, { ...filter, after }, wanted);
      count += slice.count;
      if (slice.last === undefined || slice.count < wanted) return { count, next: undefined };
      after = slice.last;
      if (performance.now() > until) break;
    }
    return { count, next: after };
  }

  private async slice(actor: Actor, bankId: string, filter: RedriveFilter, wanted: number): Promise<RedrivenSlice> {
    const slice = await this.audit.perform(actor, async ({ manager, record }) => {
      await this.retention.hold(manager, bankId);
      const done = await limited(manager, () => this.redrives.redrive(manager, bankId, filter, wanted));
      if (done.first !== undefined) await this.retention.hold(manager, bankId, done.first);
      if (done.count > 0)
        await record({ action: 'deliveries.redriven', subjectId: bankId, bankId, isNew: true, after: traceOf(filter, done) });
      return done;
    });
    for (const lane of slice.lanes) this.worker.wake(laneOf(bankId, lane));
    return slice;
  }
}

/** What was asked for and done, for the audit: enough to find every delivery by the times of its history. */
const traceOf = ({ status, channel, providerId, reference, after }: RedriveFilter, { count, last }: RedrivenSlice): object => ({
  count,
  status,
  ...(channel === undefined ? {} : { channel }),
  ...(providerId === undefined ? {} : { provider_id: providerId }),
  ...(reference === undefined ? {} : { reference }),
  after_message_id: after.messageId,
  last_message_id: last?.messageId,
});
