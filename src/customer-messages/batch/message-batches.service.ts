import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { customerNotFound } from '../../customers/customers.service.js';
import { toObpError } from '../../obp/errors/obp-exception.filter.js';
import { ObpError } from '../../obp/errors/obp-error.js';
import { BODY_LIMIT } from '../../obp/http/body-parser.js';
import { errorBody } from '../../obp/http/error-response.js';
import type { NewMessageRow } from '../message-inserts.js';
import { MessageWriter } from '../message-writer.service.js';
import { BATCH_LIMITS } from './batch-limits.js';
import { BatchItems, type BatchSender } from './batch-items.service.js';
import { NotSplittable, type Splitter, splitterFor } from './split-items.js';
import type { BatchResultDto, BatchResultsDto } from './v1/message-batch.dto.js';

/** Messages of a batch that are stored together at least; there are more when more have arrived. */
const GROUP = 1_000;

/** An item that was looked at: a message to store, or why there is none. */
type Judged = NewMessageRow | ObpError;

/** Stores batches of messages while they arrive. */
@Injectable()
export class MessageBatches {
  private readonly logger = new Logger(MessageBatches.name);

  constructor(
    private readonly items: BatchItems,
    private readonly writer: MessageWriter,
  ) {}

  /**
   * Reads a body to its end, or to what cannot be read, and stores what is good of it.
   *
   * @returns what became of each item, in their order; each message that is said to be stored is committed.
   * @throws ObpError what ended the reading when nothing was looked at before: OBP-10001 (400), OBP-98001 (413).
   */
  async store(request: FastifyRequest, from: BatchSender, body: Readable): Promise<BatchResultsDto> {
    const results: BatchResultDto[] = [];
    let storing: Promise<BatchResultDto[]> = Promise.resolve([]);
    let group: Judged[] = [];
    /** While one group is being stored the next is read, and no more than that. */
    const flush = async (): Promise<void> => {
      results.push(...(await storing));
      storing = this.storeGroup(request, group);
      group = [];
    };
    const end = await this.read(request, from, body, async (judged) => {
      group.push(...judged);
      if (group.length >= GROUP) await flush();
    });
    await flush();
    results.push(...(await storing));
    if (end === undefined) return { results };
    if (results.length === 0) throw end;
    return { results, error: errorBody(end, request) };
  }

  /** @returns why the rest of the body was not read, if it was not. */
  private async read(
    request: FastifyRequest,
    from: BatchSender,
    body: Readable,
    take: (judged: Judged[]) => Promise<void>,
  ): Promise<ObpError | undefined> {
    let splitter: Splitter | undefined;
    const judge = await this.items.judgeOf(from);
    let bytes = 0;
    let count = 0;
    const judgeAll = async (items: Buffer[]): Promise<void> => {
      const room = BATCH_LIMITS.items - count;
      count += Math.min(items.length, room);
      await take(items.slice(0, room).map(judge));
      if (items.length > room) throw new ObpError('BodyTooLarge', ` At most ${BATCH_LIMITS.items} messages are accepted.`);
    };
    try {
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > BATCH_LIMITS.bytes) return new ObpError('BodyTooLarge', ` At most ${BATCH_LIMITS.bytes} bytes are accepted.`);
        splitter ??= splitterFor(chunk, BODY_LIMIT);
        if (splitter !== undefined) await judgeAll(splitter.push(chunk));
      }
      if (splitter === undefined) return new ObpError('InvalidJson', ' The body is empty.');
      await judgeAll(splitter.end());
      return undefined;
    } catch (error) {
      if (error instanceof NotSplittable) return new ObpError('InvalidJson', ` ${error.message}`);
      return this.explain(error, request);
    } finally {
      body.resume(); // what is left is dropped: the caller may read the answer only once everything is sent
    }
  }

  private async storeGroup(request: FastifyRequest, group: readonly Judged[]): Promise<BatchResultDto[]> {
    const refused = (error: ObpError): BatchResultDto => ({ status: error.status, message: errorBody(error, request).message });
    /** Rows that share a statement share its failure: it is logged once. */
    const explained = new Map<unknown, ObpError>();
    const explain = (reason: unknown): ObpError => {
      const known = explained.get(reason) ?? this.explain(reason, request);
      explained.set(reason, known);
      return known;
    };
    const stored = await Promise.allSettled(
      group.map(async (judged) => {
        if (judged instanceof ObpError) throw judged;
        if (!(await this.writer.writeOfBatch(judged))) throw customerNotFound(judged.customer_id);
        return { status: 201, message_id: judged.message_id };
      }),
    );
    return stored.map((one) => (one.status === 'fulfilled' ? one.value : refused(explain(one.reason))));
  }

  /** What the caller is told. Of an unexpected error class and code are logged, but not its text, which may quote what was sent. */
  private explain(thrown: unknown, request: FastifyRequest): ObpError {
    const error = toObpError(thrown, request);
    if (error.status >= 500 && thrown instanceof Error && !(thrown instanceof ObpError)) {
      const { name, code = '' } = thrown as Error & { code?: unknown };
      this.logger.error(`a batch failed with ${error.kind.code}: ${name} ${String(code)}, correlation id ${request.id}`);
    }
    return error;
  }
}
