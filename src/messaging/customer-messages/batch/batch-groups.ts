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
import type { NewMessageRow } from '../inserts/message-inserts.js';
import { MessageWriter } from '../message-writer.js';
import { KeyedItems, type KeyedOutcome } from './keyed-items.js';
import type { ParsedItem, RunningBatch } from './running-batch.js';
import type { BatchResultDto } from './v1/message-batch.dto.js';

/** What became of an item: a message, or whatever was thrown for it. */
type Outcome = KeyedOutcome | { readonly thrown: unknown };

/** Stores the items of batches, a group at a time. */
@Injectable()
export class BatchGroups {
  private readonly logger = new Logger(BatchGroups.name);

  constructor(
    private readonly writer: MessageWriter,
    private readonly keyed: KeyedItems,
    private readonly limiter: RateLimiter,
    private readonly access: MessageAccess,
  ) {}

  /**
   * Stores what is good of a group, after a look whether its sender may still send, and as far as the call limits go.
   *
   * @returns what became of each item, in their order; each message that is said to be stored is committed.
   */
  async store(batch: RunningBatch, group: readonly ParsedItem[]): Promise<BatchResultDto[]> {
    if (group.length === 0) return [];
    const first = batch.position;
    batch.position += group.length;
    const outcomes = await this.outcomesOf(batch, first, group);
    this.access.created(batch.request, createdOf(group, outcomes));
    /** Rows that share a statement share its failure: it is logged once. */
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

  /** What the caller is told. The class and code of an unexpected error are logged, but not its text, which may quote what was sent. */
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
      // Nothing of the group was stored by now, whatever has failed.
      const thrown = isDatabaseAway(error) ? new ObpError('DatabaseAway') : error;
      return group.map(() => ({ thrown }));
    }
    const open = [...group.keys()].filter((index) => outcomes[index] === undefined);
    const rows = open.filter((index) => {
      const parsed = group[index];
      if (parsed instanceof ObpError) outcomes[index] = { thrown: parsed };
      return outcomes[index] === undefined;
    });
    const stored = await this.storeRows(
      batch,
      rows.map((index) => group[index] as NewMessageRow),
      rows.map((index) => calls[index]),
    );
    rows.forEach((index, at) => (outcomes[index] = stored[at]));
    return outcomes as Outcome[];
  }

  /** Once the sender is refused, everything that follows is refused too: rights that are granted again meanwhile are for another call. */
  private async refuseUnlessAllowed(batch: RunningBatch): Promise<void> {
    if (batch.refusal !== undefined) throw batch.refusal;
    try {
      await lookAgain(batch.request, batch.endpoint);
    } catch (error) {
      if (error instanceof ObpError && error.status < 500) batch.refusal = error;
      throw error;
    }
  }

  /** Items that an earlier call with the key has stored are answered as then. They cost nothing of the limits: nothing is done for them. */
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

  /** Each item that is not answered yet is a call; those beyond the limits are 429, and nothing is done for them. */
  private async takeCalls(batch: RunningBatch, outcomes: (Outcome | undefined)[]): Promise<void> {
    const open = [...outcomes.keys()].filter((index) => outcomes[index] === undefined);
    const paid = Math.min(batch.paid, open.length);
    const { request, endpoint, sender } = batch;
    const { granted, refusal }: Admitted = await this.limiter.admitMany(request, endpoint, sender.consumer, open.length - paid);
    batch.paid -= paid;
    for (const index of open.slice(paid + granted)) outcomes[index] = { thrown: refusal };
  }

  private async storeRows(
    batch: RunningBatch,
    rows: readonly NewMessageRow[],
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
          const stored = await this.writer.writeOfBatch(row);
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
