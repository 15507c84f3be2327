import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Counter } from 'prom-client';
import { HalfTurns } from './half-turns.js';
import { SharedText } from './shared-text.js';

/** Maximum bytes of all cached texts; beyond that the least recently used are dropped. */
const MOST_BYTES = 33_554_432;
const written = new Counter({
  name: 'customer_messages_texts_written_total',
  help: 'Documents and pages that were written; those that were sent once more from memory are not counted.',
});

/** A document as a controller passes it on, with the type that it would parse to. */
export type SharedBody<Body> = Buffer & { readonly written?: Body };

/** Caches texts that are the same for many callers and cost much more to write than to send (decision 65). */
@Injectable()
export class SharedTexts {
  private readonly kept = new Map<string, SharedText>();
  private bytes = 0;
  private readonly turns = new HalfTurns();

  /**
   * @param key of everything that the text depends on.
   * @returns a promise only if the text has to be written.
   * @throws ObpError OBP-10040 (503), as {@link inTurn}.
   */
  get(key: string, write: () => string): SharedText | Promise<SharedText> {
    return this.recall(key) ?? this.inTurn(() => this.recall(key) ?? this.keep(key, write()));
  }

  /** Makes Fastify send a text as JSON without serializing it again. */
  json<Body>(reply: FastifyReply, key: string, write: () => string): SharedBody<Body> | Promise<SharedBody<Body>> {
    return this.as('application/json; charset=utf-8', reply, key, write);
  }

  /** The same for any type of content. */
  as<Body>(type: string, reply: FastifyReply, key: string, write: () => string): SharedBody<Body> | Promise<SharedBody<Body>> {
    void reply.header('content-type', type);
    const text = this.get(key, write);
    return text instanceof SharedText ? text.bytes : text.then(({ bytes }) => bytes);
  }

  recall(key: string): SharedText | undefined {
    const known = this.kept.get(key);
    if (known === undefined) return undefined;
    this.kept.delete(key); // so that it counts as the most recent
    this.kept.set(key, known);
    return known;
  }

  /** Stores a text that was written elsewhere. */
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
   * Writes something for any caller, in its turn.
   *
   * @throws ObpError OBP-10040 (503) when too many are waiting.
   */
  inTurn<Written>(write: () => Written): Promise<Written> {
    return this.turns.take(() => {
      written.inc();
      return write();
    });
  }
}
