import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { BulkInsert, type Inserted } from '../../platform/database/bulk-insert.js';
import { GroupCommit, type GroupLimits } from '../../platform/database/group-commit.js';
import { observeQueue } from '../../platform/metrics/group-commit-metrics.js';
import { BATCH_LIMITS } from './batch/batch-limits.js';
import { type CompanionRows, type KeyedMessageRow, MessageInserts, type NewMessageRow } from './inserts/message-inserts.js';
import { type DeliveryWish, MessageCompanion } from './message-companion.js';
import { MessageIdLeads } from './message-id-leads.js';
import { StoredMessages } from './stored-messages.js';

/** Maximum rows of a statement (decision 35). */
const ROWS = 256;
/** For batches: larger statements, since nobody waits for a single message of a batch. */
const BATCHED_ROWS = 2_000;
/** Each key takes a place in PostgreSQL's lock table, which has 64 for each connection by default. */
const KEYED_ROWS = 128;
/** Groups of batches with a key that may wait. */
const KEYED_GROUPS = 64;

/**
 * Stores new messages; concurrent ones share a commit.
 *
 * @throws QueueFull when too many messages are waiting to be stored.
 */
@Injectable()
export class MessageWriter {
  private readonly messages: GroupCommit<NewMessageRow, boolean>;
  /** A queue of its own, so that batches delay only batches. */
  private readonly batched: GroupCommit<NewMessageRow, boolean>;
  /** Separate from the others, which need not pay for the keys. */
  private readonly keyed: GroupCommit<KeyedMessageRow, boolean>;
  /** One statement for each batch: its rows share a lock. */
  private readonly keyedGroups: GroupCommit<readonly KeyedMessageRow[], readonly Inserted[]>;

  constructor(
    inserts: MessageInserts,
    private readonly companion: MessageCompanion,
    private readonly leads: MessageIdLeads,
    private readonly news: StoredMessages,
    @Inject(CONFIG) { messageQueue: maxQueued, idempotencyKeySeconds }: Config,
  ) {
    const { maxConcurrent } = inserts;
    const queue = <Row extends NewMessageRow | KeyedMessageRow>(
      name: string,
      bulk: BulkInsert<Row>,
      rowOf: (row: Row) => NewMessageRow,
      limits: Omit<GroupLimits, 'maxConcurrent'>,
    ): GroupCommit<Row, boolean> =>
      observeQueue(
        name,
        new GroupCommit<Row, boolean>(
          (rows) => this.insert(bulk, rows),
          { maxConcurrent, ...limits },
          (row) => inserts.kindOf(rowOf(row)),
        ),
      );
    const plain = (row: NewMessageRow): NewMessageRow => row;
    const keyed = new BulkInsert(inserts.keyed(idempotencyKeySeconds));
    this.messages = queue('messages', new BulkInsert(inserts.messages), plain, { maxRows: ROWS, maxQueued });
    this.batched = queue('batches', new BulkInsert(inserts.messages), plain, { maxRows: BATCHED_ROWS, maxQueued: 4 * BATCH_LIMITS.items });
    this.keyed = queue('keyed messages', keyed, ({ row }) => row, { maxRows: KEYED_ROWS, maxQueued });
    const insertGroups = async (groups: readonly (readonly KeyedMessageRow[])[]): Promise<PromiseSettledResult<readonly Inserted[]>[]> =>
      Promise.allSettled(groups.map((rows) => this.insert(keyed, rows)));
    this.keyedGroups = observeQueue('keyed batches', new GroupCommit(insertGroups, { maxRows: 1, maxConcurrent, maxQueued: KEYED_GROUPS }));
  }

  /**
   * When the promise resolves the message is committed.
   *
   * @returns false when the bank has no such customer; nothing is stored then.
   */
  write(row: NewMessageRow, wish?: DeliveryWish): Promise<boolean> {
    return this.accompany(row, wish, (whole) => this.messages.add(whole));
  }

  /** Like {@link write}, for a message of a batch. */
  writeOfBatch(row: NewMessageRow, wish?: DeliveryWish): Promise<boolean> {
    return this.accompany(row, wish, (whole) => this.batched.add(whole));
  }

  /**
   * Like {@link write}; the key is committed with the message.
   *
   * @returns false when the bank has no such customer, or the key is taken; nothing is stored then.
   */
  writeKeyed({ row, ...rest }: KeyedMessageRow, wish?: DeliveryWish): Promise<boolean> {
    return this.accompany(row, wish, (whole) => this.keyed.add({ ...rest, row: whole }));
  }

  /** Like {@link writeKeyed}, for messages of one batch, which name its key. A wish that is refused fails alone. */
  async writeKeyedGroup(
    rows: readonly KeyedMessageRow[],
    wishes: readonly (DeliveryWish | undefined)[] = [],
  ): Promise<readonly Inserted[]> {
    const whole = await Promise.allSettled(
      rows.map(async (one, index) => ({ ...one, row: withCompanions(one.row, await this.companion.rowsFor(one.row, wishes[index])) })),
    );
    const good = whole.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const inserted = good.length === 0 ? [] : await this.keyedGroups.add(good);
    inserted.forEach((one, index) => {
      const companions = good[index]?.row.companions;
      if (companions !== undefined && one.status === 'fulfilled' && one.value) this.companion.stored(companions);
    });
    const outcomes = inserted.values();
    return whole.map((one) => (one.status === 'rejected' ? one : (outcomes.next().value as Inserted)));
  }

  /** Adds what goes with a message, and tells the companion when it is stored. */
  private accompany(row: NewMessageRow, wish: DeliveryWish | undefined, add: (row: NewMessageRow) => Promise<boolean>): Promise<boolean> {
    const companions = this.companion.rowsFor(row, wish);
    if (companions === undefined) return add(row);
    if (!(companions instanceof Promise)) return this.addWith(row, companions, add);
    return companions.then((found) => (found === undefined ? add(row) : this.addWith(row, found, add)));
  }

  private addWith(row: NewMessageRow, companions: CompanionRows, add: (row: NewMessageRow) => Promise<boolean>): Promise<boolean> {
    return add(withCompanions(row, companions)).then((stored) => {
      if (stored) this.companion.stored(companions);
      return stored;
    });
  }

  private async insert<Row extends NewMessageRow | KeyedMessageRow>(
    bulk: BulkInsert<Row>,
    rows: readonly Row[],
  ): Promise<readonly Inserted[]> {
    await this.leads.say();
    try {
      const inserted = await bulk.insert(rows);
      this.news.tell(rows);
      return inserted;
    } finally {
      const told = this.news.written(rows);
      if (told !== undefined) await told;
    }
  }
}

/** The row belongs to this one call, so it is completed: to copy it took longer than all else that is done here. */
const withCompanions = (row: NewMessageRow, companions: CompanionRows | undefined): NewMessageRow =>
  companions === undefined ? row : Object.assign(row, { companions });
