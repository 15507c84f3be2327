import { hash } from 'node:crypto';

const known = new WeakMap<Buffer, SharedText>();

/** A text that is the same for many callers: written once, then the same bytes are sent to everybody. */
export class SharedText {
  readonly bytes: Buffer;
  /** The SHA-256 of the bytes in hex. */
  readonly digest: string;
  private readonly codings = new Map<string, Promise<Buffer>>();

  constructor(text: string) {
    this.bytes = Buffer.from(text);
    this.digest = hash('sha256', this.bytes, 'hex');
    known.set(this.bytes, this);
  }

  /** The shared text of an answer; undefined for an answer that was made for one caller. */
  static of(payload: unknown): SharedText | undefined {
    return payload instanceof Buffer ? known.get(payload) : undefined;
  }

  /** The bytes in a content coding, made when it is first asked for. */
  packed(coding: string, pack: (bytes: Buffer) => Promise<Buffer>): Promise<Buffer> {
    const known = this.codings.get(coding);
    if (known !== undefined) return known;
    const packing = pack(this.bytes);
    this.codings.set(coding, packing);
    packing.catch(() => this.codings.delete(coding));
    return packing;
  }
}
