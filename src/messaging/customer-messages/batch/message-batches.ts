import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { BODY_LIMITS } from '../../../platform/http/body-limits.js';
import { errorBody } from '../../../platform/http/error-response.js';
import { readAtOwnPace } from '../../../platform/http/own-pace.js';
import { SteadyBody } from '../../../platform/http/steady-body.js';
import { BatchGroups } from './batch-groups.js';
import { BatchItems } from './batch-items.js';
import { BATCH_LIMITS } from './batch-limits.js';
import { KeyedItems } from './keyed-items.js';
import type { ParsedItem, RunningBatch } from './running-batch.js';
import { type BatchForm, splitterFor } from './split-items.js';
import type { BatchResultDto, BatchResultsDto } from './v1/message-batch.dto.js';

/** Minimum number of messages that are stored together; more if more have arrived. */
const GROUP = 1_000;
/** Milliseconds after which they are stored anyway. */
const GATHERED_FOR = 1_000;

/** Stores batches of messages while they arrive. */
@Injectable()
export class MessageBatches implements OnModuleDestroy {
  private readonly reading = new Set<SteadyBody>();
  private ending = false;

  constructor(
    private readonly items: BatchItems,
    private readonly groups: BatchGroups,
    private readonly keyed: KeyedItems,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A batch may arrive over hours: the answer covers what has arrived. */
  onModuleDestroy(): void {
    this.ending = true;
    for (const body of this.reading) body.fail(ending());
  }

  /**
   * Reads a body to its end, or until it cannot be read, and stores its valid messages.
   *
   * @returns the result of each item, in order; each message reported as stored is committed.
   * @throws ObpError OBP-98081 (409) while another call with its key is running; or what ended the reading if nothing was processed before:
   * OBP-10001, OBP-98003 (400), OBP-98005 (408), OBP-98001 (413).
   */
  store(batch: RunningBatch, form: BatchForm, body: Readable): Promise<BatchResultsDto> {
    return this.keyed.alone(batch, async () => {
      const { socket } = batch.request.raw;
      const steady = new SteadyBody(body, socket, this.config.batchPace);
      readAtOwnPace(socket, () => steady.fail(new ObpError('MalformedRequest')));
      this.reading.add(steady);
      if (this.ending) steady.fail(ending());
      try {
        return await this.readAndStore(batch, form, steady);
      } finally {
        this.reading.delete(steady);
        steady.leave();
      }
    });
  }

  private async readAndStore(batch: RunningBatch, form: BatchForm, body: SteadyBody): Promise<BatchResultsDto> {
    const results: BatchResultDto[] = [];
    let storing: Promise<BatchResultDto[]> = Promise.resolve([]);
    let group: ParsedItem[] = [];
    let since = performance.now();
    let parse = await this.items.parserFor(batch);
    /** While one group is being stored, only the next one is read. */
    const flush = async (): Promise<void> => {
      results.push(...(await storing));
      storing = this.groups.store(batch, group);
      group = [];
      since = performance.now();
      parse = await this.items.parserFor(batch);
    };
    const end = await this.read(batch, form, body, async (items) => {
      for (const item of items) {
        const parsed = parse(item);
        group.push(parsed instanceof Promise ? await parsed : parsed);
      }
      if (group.length >= GROUP || (group.length > 0 && performance.now() - since >= GATHERED_FOR)) await flush();
    });
    await flush();
    results.push(...(await storing));
    if (end === undefined) return { results };
    if (results.length === 0) throw end;
    return { results, error: errorBody(end, batch.request) };
  }

  /** @returns why the rest of the body was not read, if it was not. */
  private async read(
    batch: RunningBatch,
    form: BatchForm,
    body: SteadyBody,
    take: (items: readonly Buffer[]) => Promise<void>,
  ): Promise<ObpError | undefined> {
    const splitter = splitterFor(form, BODY_LIMITS.whole);
    let [bytes, count] = [0, 0];
    try {
      for (;;) {
        if (batch.refusal !== undefined) return batch.refusal;
        const chunk = await body.read();
        // Items within the limits are processed, however they were split into packets.
        const fitting = chunk?.subarray(0, BATCH_LIMITS.bytes - bytes);
        const items = fitting === undefined ? splitter.end() : splitter.push(fitting);
        await take(items.slice(0, BATCH_LIMITS.items - count));
        bytes += chunk?.length ?? 0;
        count += items.length;
        if (count > BATCH_LIMITS.items) return tooLarge(`${BATCH_LIMITS.items} messages`);
        if (splitter.problem !== undefined) return new ObpError('InvalidJson', ` ${splitter.problem}`);
        if (bytes > BATCH_LIMITS.bytes) return tooLarge(`${BATCH_LIMITS.bytes} bytes`);
        if (chunk === undefined) return undefined;
      }
    } catch (error) {
      return this.groups.explain(error, batch);
    }
  }
}

const tooLarge = (most: string): ObpError => new ObpError('BodyTooLarge', ` At most ${most} are accepted.`);
const ending = (): ObpError => new ObpError('ServiceBusy', ' The service is ending: please send the rest again.');
