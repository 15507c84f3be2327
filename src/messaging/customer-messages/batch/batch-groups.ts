import { Injectable, Logger } from '@nestjs/common';
import { customerNotFound } from '../../customers/customers.service.js';
import { isDatabaseAway } from '../../../platform/database/database.js';
import type { IdempotentCall } from '../../../platform/idempotency/idempotent-calls.js';
import { lookAgain } from '../../../platform/endpoint/checks/check.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { isUnexpected, toObpError } from '../../../platform/errors/obp-exception.filter.js';
import { errorBody } from '../../../platform/http/error-response.js';
import { type Admitted, RateLimiter } from '../../../access/rate-limits/rate-limiter.js';
import { type CreatedMessage, MessageAccess } from '../access/message-access.js';
import { MessageWriter } from '../message-writer.js';
import { KeyedItems, type KeyedOutcome } from './keyed-items.js';
import { isLater, LaterItems, type LaterRow } from './later-items.js';
import type { BatchRow, ParsedItem, RunningBatch } from './running-batch.js';
import type { BatchResultDto } from './v1/message-batch.dto.js';

/** The result of an item: a message, or the error thrown for it. */
type Outcome = KeyedOutcome | { readonly thrown: unknown };

/** Stores the items of batches, a group at a time. */
@Injectable()
export class BatchGroups {
  private readonly logger = new Logger(BatchGroups.name);

  constructor(
    private readonly writer: MessageWriter,
    private readonly keyed: KeyedItems,
    private readonly later: LaterItems,
    private readonly limiter: RateLimiter,
    private readonly access: MessageAccess,
  ) {}

  /**
   * Stores the valid items of a group, if its sender may still send, and as far as the call limits allow.
   *
   * @returns the result of each item, in order; each message reported as stored is committed.
   */
  async store(batch: RunningBatch, group: readonly ParsedItem[]): Promise<BatchResultDto[]> {
    if (group.length === 0) return [];
    const first = batch.position;
    batch.position += group.length;
    const outcomes = await this.outcomesOf(batch, first, group);
    this.access.created(batch.request, createdOf(group, outcomes));
    /** Rows that share a statement share its failure, which is logged once. */
    const explained = new Map<unknown, ObpError>();
    return outcomes.map((outcome) => {
      if (!('thrown' in outcome)) {
        if (outcome.replayed) batch.replayed++;
        else batch.stored++;
        return { status: 201, message_id: outcome.messageId };
      }
      const error = explained.get(outcome.thrown) ?? this.explain(outcome.thrown, batch);
      explained.set(outcome.thrown, error);
      return { status: error.status, message: errorBody(error, batch.request).message };
    });
  }

  /** What the caller is told. The class and code of an unexpected error are logged, but not its text, which may quote the request. */
  explain(thrown: unknown, { request }: RunningBatch): ObpError {
    const error = toObpError(thrown, request);
    if (error.status >= 500 && isUnexpected(thrown)) {
      const { name, code = '' } = thrown as Error & { code?: unknown };
      this.logger.error(`a batch failed with ${error.kind.code}: ${name} ${String(code)}, correlation id ${request.id}`);
    }
    return error;
  }

  private async outcomesOf(batch: RunningBatch, first: number, group: readonly ParsedItem[]): Promise<Outcome[]> {
    const outcomes: (Outcome | undefined)[] = group.map(() => undefined);
    const calls: (IdempotentCall | undefined)[] = [];
    try {
      await this.refuseUnlessAllowed(batch);
      if (batch.key !== undefined) await this.findEarlier(batch, first, group, outcomes, calls);
      await this.takeCalls(batch, outcomes);
    } catch (error) {
      // Nothing of the group has been stored yet, whatever failed.
      const thrown = isDatabaseAway(error) ? new ObpError('DatabaseAway') : error;
      return group.map(() => ({ thrown }));
    }
    const open = [...group.keys()].filter((index) => outcomes[index] === undefined);
    const rows = open.filter((index) => {
      const parsed = group[index];
      if (parsed instanceof ObpError) outcomes[index] = { thrown: parsed };
      return outcomes[index] === undefined;
    });
    const rowAt = (index: number): BatchRow => group[index] as BatchRow;
    const now = rows.filter((index) => !isLater(rowAt(index)));
    const later = rows.filter((index) => isLater(rowAt(index)));
    const [stored, kept] = await Promise.all([
      this.storeRows(
        batch,
        now.map(rowAt),
        now.map((index) => calls[index]),
      ),
      Promise.all(later.map((index) => this.keep(batch, rowAt(index), calls[index]))),
    ]);
    now.forEach((index, at) => (outcomes[index] = stored[at]));
    later.forEach((index, at) => (outcomes[index] = kept[at]));
    return outcomes as Outcome[];
  }

  /**
   * Once the sender is refused, everything that follows is refused too: rights that are granted again meanwhile only count for another
   * call.
   */
  private async refuseUnlessAllowed(batch: RunningBatch): Promise<void> {
    if (batch.refusal !== undefined) throw batch.refusal;
    try {
      await lookAgain(batch.request, batch.endpoint);
    } catch (error) {
      if (error instanceof ObpError && error.status < 500) batch.refusal = error;
      throw error;
    }
  }

  /**
   * Items that an earlier call with the key has stored get the same answer. They do not count against the limits: nothing is done for
   * them.
   */
  private async findEarlier(
    batch: RunningBatch,
    first: number,
    group: readonly ParsedItem[],
    outcomes: (Outcome | undefined)[],
    calls: (IdempotentCall | undefined)[],
  ): Promise<void> {
    const { key } = batch;
    if (key === undefined) return;
    for (const [index, parsed] of group.entries())
      calls[index] = parsed instanceof ObpError ? undefined : this.keyed.callOf(batch, key, first + index, parsed);
    const asked = calls.filter((call) => call !== undefined);
    const earlier = await this.keyed.earlier(batch, asked);
    const found = new Map(asked.map((call, at) => [call, earlier[at]]));
    for (const [index, call] of calls.entries()) {
      const known = call && found.get(call);
      if (known !== undefined) outcomes[index] = known instanceof ObpError ? { thrown: known } : known;
    }
  }

  /** Each item without an answer is a call; items beyond the limits are 429, and nothing is done for them. */
  private async takeCalls(batch: RunningBatch, outcomes: (Outcome | undefined)[]): Promise<void> {
    const open = [...outcomes.keys()].filter((index) => outcomes[index] === undefined);
    const paid = Math.min(batch.paid, open.length);
    const { request, endpoint, sender } = batch;
    const { granted, refusal }: Admitted = await this.limiter.admitMany(request, endpoint, sender.consumer, open.length - paid);
    batch.paid -= paid;
    for (const index of open.slice(paid + granted)) outcomes[index] = { thrown: refusal };
  }

  private async keep(batch: RunningBatch, row: BatchRow, call: IdempotentCall | undefined): Promise<Outcome> {
    try {
      return await this.later.store(batch, row as LaterRow, call);
    } catch (thrown) {
      return { thrown };
    }
  }

  private async storeRows(
    batch: RunningBatch,
    rows: readonly BatchRow[],
    calls: readonly (IdempotentCall | undefined)[],
  ): Promise<Outcome[]> {
    if (rows.length === 0) return [];
    if (batch.key !== undefined) {
      try {
        const stored = await this.keyed.store(batch, batch.key, rows, calls as readonly IdempotentCall[]);
        return stored.map((one) => (one instanceof Error ? { thrown: one } : (one as KeyedOutcome)));
      } catch (thrown) {
        return rows.map(() => ({ thrown }));
      }
    }
    return Promise.all(
      rows.map(async (row): Promise<Outcome> => {
        try {
          const stored = await this.writer.writeOfBatch(row, row.wish);
          return stored ? { messageId: row.message_id, replayed: false } : { thrown: customerNotFound(row.customer_id) };
        } catch (thrown) {
          return { thrown };
        }
      }),
    );
  }
}

const createdOf = (group: readonly ParsedItem[], outcomes: readonly Outcome[]): CreatedMessage[] =>
  outcomes.flatMap((outcome, index) => {
    const parsed = group[index];
    if ('thrown' in outcome || outcome.replayed || parsed === undefined || parsed instanceof ObpError) return [];
    return [{ customerId: parsed.customer_id, messageId: outcome.messageId }];
  });
