import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { SeenMessages } from './seen-messages.js';

/** Bytes that wait for a reader before the stream is cut: whoever comes back gets them. */
const MOST_WAITING = 256 * 1024;

/** An inbox that somebody follows. */
export class InboxStream {
  readonly body = new Readable({ read: () => undefined });
  /** When the last thing was written; by `performance.now()`. */
  quietSince = performance.now();
  /** The banks whose messages are shown. */
  banks: readonly string[] = [];
  /** Where to go on at banks that had more than was read at once. */
  readonly from = new Map<string, string>();
  private ended = false;

  constructor(
    readonly request: FastifyRequest,
    readonly userId: string,
    readonly sessionId: string,
    readonly seen: SeenMessages,
  ) {}

  /** Is called once, however it ends. */
  onEnd(ended: () => void): void {
    this.body.once('close', ended);
    this.body.on('error', () => undefined); // the reader has gone
    // A client that has closed its side reads no more events, though half-closed connections are served otherwise.
    this.request.raw.socket.once('end', () => this.end());
  }

  event(name: string, data: object, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Something that clients do not see, so that what stands between knows that the connection lives. */
  beat(): void {
    this.write(':\n\n');
  }

  /** How soon to come back, in milliseconds: the first that is sent. */
  begin(retry: number): void {
    this.write(`retry: ${retry}\n\n`);
  }

  end(): void {
    if (!this.isOpen) return;
    this.ended = true;
    this.body.push(null);
  }

  get isOpen(): boolean {
    return !this.ended && !this.body.destroyed;
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.quietSince = performance.now();
    this.body.push(text);
    if (this.body.readableLength > MOST_WAITING) this.body.destroy();
  }
}
