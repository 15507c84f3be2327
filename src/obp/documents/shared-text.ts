import { hash } from 'node:crypto';

const known = new WeakMap<Buffer, SharedText>();

/** A text that is the same for many callers: written once, and sent to all of them from the same bytes. */
export class SharedText {
  readonly bytes: Buffer;
  /** The SHA-256 of the bytes in hex. */
  readonly digest: string;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
    this.digest = hash('sha256', this.bytes, 'hex');
    known.set(this.bytes, this);
  }

  /** The text that an answer is; undefined for an answer that was made for one caller. */
  static of(payload: unknown): SharedText | undefined {
    return payload instanceof Buffer ? known.get(payload) : undefined;
  }
}
