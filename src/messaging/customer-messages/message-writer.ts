import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { allOrSome } from '../../platform/database/all-or-some.js';
import { isRefused } from '../../platform/database/database.js';
import { GroupCommit } from '../../platform/database/group-commit.js';
import { observeQueue } from '../../platform/metrics/group-commit-metrics.js';
import type { KeyedMessageRow, NewMessageRow } from './message-inserts.js';
import { BATCH_LIMITS } from './batch/batch-limits.js';
import { MessagesRepository } from './messages.repository.js';

/**
 * Rows of a statement at most, and statements at the same time: more of these divide what waits into smaller groups, and
 * one alone leaves the database idle between two (decision 35).
 */
const ROWS = 256;
const STATEMENTS = 2;
/** Of batches: larger statements, since nobody waits for one message of a batch. */
const BATCHED_ROWS = 2_000;
/** Each key takes a place in PostgreSQL's lock table, which has 64 for each connection by default. */
const KEYED_ROWS = 128;
/** Groups of batches with a key that may wait. */
const KEYED_GROUPS = 64;

/** A group of a batch's messages, whose keys share one lock. */
interface KeyedGroup {
  readonly rows: readonly KeyedMessageRow[];
  readonly lock: string;
}

/**
 * Stores new messages; those that come at the same time share a commit.
 *
 * @throws QueueFull when too many messages are waiting to be stored.
 */
@Injectable()
export class MessageWriter {
  private readonly messages: GroupCommit<NewMessageRow, boolean>;
  /** Batches wait for each other, and nobody for them. */
  private readonly batched: GroupCommit<NewMessageRow, boolean>;
  /** Apart from the others, which need not pay for the keys. */
  private readonly keyed: GroupCommit<KeyedMessageRow, boolean>;
  /** A statement each: their rows share a lock. */
  private readonly keyedGroups: GroupCommit<KeyedGroup, readonly boolean[]>;

  constructor(repository: MessagesRepository, @Inject(CONFIG) { messageQueue: maxQueued, idempotencyKeySeconds }: Config) {
    const insert = (): ((rows: readonly NewMessageRow[]) => Promise<readonly boolean[]>) =>
      allOrSome(
        (rows) => repository.insertAll(rows),
        (rows) => repository.insertSome(rows),
      );
    const insertKeyed = allOrSome<KeyedMessageRow>(
      (rows) => repository.insertAllKeyed(rows, idempotencyKeySeconds),
      (rows) => repository.insertSomeKeyed(rows, idempotencyKeySeconds),
    );
    this.messages = observeQueue('messages', new GroupCommit(insert(), { maxRows: ROWS, maxConcurrent: STATEMENTS, maxQueued }));
    this.batched = observeQueue(
      'batches',
      new GroupCommit(insert(), { maxRows: BATCHED_ROWS, maxConcurrent: STATEMENTS, maxQueued: 4 * BATCH_LIMITS.items }),
    );
    this.keyed = observeQueue(
      'keyed messages',
      new GroupCommit(insertKeyed, { maxRows: KEYED_ROWS, maxConcurrent: STATEMENTS, maxQueued }),
    );
    const insertGroup = async ({ rows, lock }: KeyedGroup): Promise<readonly boolean[]> =>
      allOrSome<KeyedMessageRow>(
        (all) => repository.insertAllKeyed(all, idempotencyKeySeconds, lock),
        (some) => repository.insertSomeKeyed(some, idempotencyKeySeconds, lock),
      )(rows);
    const insertGroups = (groups: readonly KeyedGroup[]): Promise<(readonly boolean[])[]> => Promise.all(groups.map(insertGroup));
    this.keyedGroups = observeQueue(
      'keyed batches',
      new GroupCommit(insertGroups, { maxRows: 1, maxConcurrent: STATEMENTS, maxQueued: KEYED_GROUPS }),
    );
  }

  /**
   * When the promise resolves the message is committed.
   *
   * @returns false when the bank has no such customer; nothing is stored then.
   */
  write(row: NewMessageRow): Promise<boolean> {
    return this.messages.add(row);
  }

  /** As {@link write}, for a message of a batch. */
  writeOfBatch(row: NewMessageRow): Promise<boolean> {
    return this.batched.add(row);
  }

  /**
   * As {@link write}; the key is committed with the message.
   *
   * @returns false when the bank has no such customer, or the key is taken; nothing is stored then.
   */
  writeKeyed(row: KeyedMessageRow): Promise<boolean> {
    return this.keyed.add(row);
  }

  /**
   * As {@link writeKeyed}, for messages of one batch.
   *
   * @param lock the hash of the batch's own key.
   */
  async writeKeyedGroup(rows: readonly KeyedMessageRow[], lock: string): Promise<PromiseSettledResult<boolean>[]> {
    try {
      const stored = await this.keyedGroups.add({ rows, lock });
      return stored.map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      if (!isRefused(error)) throw error;
      return Promise.allSettled(rows.map(async (row) => this.writeKeyed(row))); // one bad row fails alone
    }
  }
}
