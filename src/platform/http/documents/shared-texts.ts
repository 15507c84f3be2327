import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import pLimit from 'p-limit';
import { Counter } from 'prom-client';
import { ObpError } from '../../errors/obp-error.js';
import { SharedText } from './shared-text.js';

/** Bytes of all texts that are kept; beyond that those go that were asked for longest ago. */
const MOST_BYTES = 33_554_432;
/** Texts that may wait to be written. */
const MOST_WAITING = 100;

const written = new Counter({
  name: 'customer_messages_texts_written_total',
  help: 'Documents and pages that were written; those that were sent once more from memory are not counted.',
});

/** A document as a controller hands it on, and what it would be if it were read. */
export type SharedBody<Body> = Buffer & { readonly written?: Body };

/** Caches texts that are the same for many callers and cost much more to write than to send (decision 65). */
@Injectable()
export class SharedTexts {
  private readonly kept = new Map<string, SharedText>();
  private bytes = 0;
  private readonly turns = pLimit(1);

  /**
   * @param key of everything that the text depends on.
   * @returns a promise only where it has to be written.
   * @throws ObpError OBP-10040 (503), as {@link inTurn}.
   */
  get(key: string, write: () => string): SharedText | Promise<SharedText> {
    return this.recall(key) ?? this.inTurn(() => this.recall(key) ?? this.keep(key, write()));
  }

  /** Has Fastify send a text as the JSON that it is. */
  json<Body>(reply: FastifyReply, key: string, write: () => string): SharedBody<Body> | Promise<SharedBody<Body>> {
    void reply.header('content-type', 'application/json; charset=utf-8');
    const text = this.get(key, write);
    return text instanceof SharedText ? text.bytes : text.then(({ bytes }) => bytes);
  }

  recall(key: string): SharedText | undefined {
    const known = this.kept.get(key);
    if (known === undefined) return undefined;
    this.kept.delete(key); // to be the latest
    this.kept.set(key, known);
    return known;
  }

  /** Takes a text that was written elsewhere. */
  keep(key: string, written: string): SharedText {
    const text = new SharedText(written);
    this.kept.set(key, text);
    this.bytes += text.bytes.length;
    for (const [oldest, { bytes }] of this.kept) {
      if (this.bytes <= MOST_BYTES) break;
      this.kept.delete(oldest);
      this.bytes -= bytes.length;
    }
    return text;
  }

  /**
   * Writes something for whoever asks: one at a time, and after each a pause as long as it took. So it never takes more than half of the
   * process, whatever strangers ask for (decision 66).
   *
   * @throws ObpError OBP-10040 (503) when too many are waiting.
   */
  inTurn<Written>(write: () => Written): Promise<Written> {
    if (this.turns.pendingCount >= MOST_WAITING) throw new ObpError('ServiceBusy');
    return new Promise((resolve, reject) => {
      void this.turns(async () => {
        const began = performance.now();
        written.inc();
        try {
          resolve(write());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        await sleep(performance.now() - began);
      });
    });
  }
}
