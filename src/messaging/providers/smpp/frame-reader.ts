import { HEADER } from './pdu.js';

/** The longest there can be is a deliver_sm with a message_payload of 64 KiB; whoever claims more is not in step with us. */
export const LONGEST_FRAME = 70_000;

/** The length in front of a frame cannot be, so nobody knows where the next one starts. */
export class FrameLost extends Error {}

/** Cuts what arrives into frames. It holds no more than what has really come of one frame, whatever length is claimed. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private held = 0;

  /** @throws FrameLost, after which nothing more can be read. */
  *read(chunk: Buffer): Generator<Buffer> {
    this.chunks.push(chunk);
    this.held += chunk.length;
    for (;;) {
      if (this.held < 4) return;
      const length = this.firstOctets(4).readUInt32BE();
      if (length < HEADER || length > LONGEST_FRAME) throw new FrameLost(`a frame of ${length} octets`);
      if (this.held < length) return;
      const octets = this.firstOctets(length);
      this.chunks = octets.length > length ? [octets.subarray(length), ...this.chunks.slice(1)] : this.chunks.slice(1);
      this.held -= length;
      yield octets.subarray(0, length);
    }
  }

  /** Puts chunks together until the first has so many octets. */
  private firstOctets(count: number): Buffer {
    let [first] = this.chunks as [Buffer];
    if (first.length < count) {
      first = Buffer.concat(this.chunks);
      this.chunks = [first];
    }
    return first;
  }
}
