import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SharedText } from './shared-text.js';

/** Bytes of all texts that are kept; beyond that those go that were asked for longest ago. */
const MOST_BYTES = 33_554_432;

/** A document as a controller hands it on, and what it would be if it were read. */
export type SharedBody<Body> = Buffer & { readonly written?: Body };

/** Keeps what is the same for many callers, and costs much more to write than to send (decision 65). */
@Injectable()
export class SharedTexts {
  private readonly kept = new Map<string, SharedText>();
  private bytes = 0;

  /** @param key of everything that the text depends on. */
  get(key: string, write: () => string): SharedText {
    const known = this.kept.get(key);
    if (known !== undefined) {
      this.kept.delete(key); // to be the latest
      this.kept.set(key, known);
      return known;
    }
    const text = new SharedText(write());
    this.kept.set(key, text);
    this.bytes += text.bytes.length;
    for (const [oldest, { bytes }] of this.kept) {
      if (this.bytes <= MOST_BYTES) break;
      this.kept.delete(oldest);
      this.bytes -= bytes.length;
    }
    return text;
  }

  /** Has Fastify send a text as the JSON that it is. */
  json<Body>(reply: FastifyReply, key: string, write: () => string): SharedBody<Body> {
    void reply.header('content-type', 'application/json; charset=utf-8');
    return this.get(key, write).bytes;
  }
}
