import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { InboxItem } from '../merge-pages.js';
import type { SeenMessages } from './seen-messages.js';

/** Bytes that wait for a reader before the stream is cut: whoever comes back gets them. */
const MOST_WAITING = 256 * 1024;
/** Milliseconds until the checks are repeated and a sign of life is sent. Not all at once: many come back at the same moment. */
const HEARTBEAT = { least: 7_500, most: 15_000 };

/** An inbox that somebody follows. */
export class InboxStream {
  readonly body = new Readable({ read: () => this.goOn() });
  /** By `performance.now()`. */
  private nextBeat = 0;
  /** The banks whose messages are shown. */
  banks: readonly string[] = [];
  /** Which customers the user acts for, as one text; undefined: not read yet. */
  links: string | undefined;
  /** Whether it has had everything that came before, and is shown what comes. */
  isReady = false;
  /** Where to go on at banks that had more than was read at once. */
  readonly from = new Map<string, string>();
  private ended = false;
  private waits: (() => void) | undefined;

  constructor(
    readonly request: FastifyRequest,
    readonly userId: string,
    readonly sessionId: string,
    readonly seen: SeenMessages,
    /** How an API version shows a message. */
    readonly form: (item: InboxItem) => object,
  ) {
    this.restUntilBeat();
  }

  /** Is called once, however it ends. */
  onEnd(ended: () => void): void {
    const { socket } = this.request.raw;
    // A client that has closed its side reads no more events, though half-closed connections are served otherwise.
    const end = (): void => this.end();
    socket.once('end', end);
    this.body.on('error', () => undefined); // the reader has gone
    this.body.once('close', () => {
      socket.removeListener('end', end);
      this.goOn();
      ended();
    });
  }

  event(name: string, data: object, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Something that clients do not see, so that what stands between knows that the connection lives. */
  beat(): void {
    this.restUntilBeat();
    this.write(':\n\n');
  }

  isBeatDue(now: number): boolean {
    return this.isOpen && now >= this.nextBeat;
  }

  /** How soon to come back, in milliseconds: the first that is sent. */
  begin(retry: number): void {
    this.write(`retry: ${retry}\n\n`);
  }

  /** Waits until the reader has taken most of what was written. @returns whether it still reads. */
  async hasRoom(): Promise<boolean> {
    while (this.isOpen && this.body.readableLength >= this.body.readableHighWaterMark)
      await new Promise<void>((resolve) => (this.waits = resolve));
    return this.isOpen;
  }

  end(): void {
    if (!this.isOpen) return;
    this.ended = true;
    this.body.push(null);
    this.goOn();
  }

  get isOpen(): boolean {
    return !this.ended && !this.body.destroyed;
  }

  private goOn(): void {
    this.waits?.();
    this.waits = undefined;
  }

  private restUntilBeat(): void {
    this.nextBeat = performance.now() + HEARTBEAT.least + Math.random() * (HEARTBEAT.most - HEARTBEAT.least);
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.body.push(text);
    if (this.body.readableLength > MOST_WAITING) this.body.destroy();
  }
}
