import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { ObpError } from '../errors/obp-error.js';

/** How fast a body has to arrive. Only the time spent waiting for it counts, not the reader's own time. */
export interface Pace {
  /** Milliseconds that may pass without a byte. */
  readonly silence: number;
  /** Bytes per second, checked once every so many milliseconds. */
  readonly bytesPerSecond: number;
}

/** Milliseconds of waiting after which the reader may do something else. */
const LULL = 1_000;
const NOTHING: Buffer = Buffer.alloc(0);

/** A body that is read as it arrives, for as long as it arrives at a {@link Pace}. */
export class SteadyBody {
  private failure: Error | undefined;
  /** Whether everything that came before the failure was read. */
  private over = false;
  private wake: (() => void) | undefined;
  /** Bytes of the connection so far, at the last check. */
  private heard: number;
  /** Milliseconds of waiting since the last byte. */
  private silent = 0;
  /** Where the current speed check began: bytes of the connection, and milliseconds of waiting since. */
  private from: number;
  private waited = 0;
  private readonly slice: number;

  /** @param connection that carries the body: compressed bytes may arrive long before anything can be decompressed. */
  constructor(
    private readonly body: Readable,
    private readonly connection: Pick<Socket, 'bytesRead'>,
    private readonly pace: Pace,
  ) {
    this.heard = this.from = connection.bytesRead;
    this.slice = Math.min(LULL, pace.silence / 4);
    body.on('readable', this.rouse).on('end', this.rouse).on('error', this.rouse).on('close', this.rouse);
  }

  /**
   * @returns what has arrived; empty if nothing has for a second; undefined at the end.
   * @throws ObpError OBP-98005 (408) when it arrives too slowly; or whatever else ended it.
   */
  async read(): Promise<Buffer | undefined> {
    const chunk = this.take();
    if (chunk !== null) return chunk;
    await this.wait();
    return this.take() ?? (this.body.readableEnded ? undefined : NOTHING);
  }

  /** Tells the reader that the body has ended. */
  fail(failure: Error): void {
    this.failure ??= failure;
    this.rouse();
  }

  /** The rest is dropped. */
  leave(): void {
    this.body.off('readable', this.rouse);
    if (this.body instanceof IncomingMessage) this.body.resume();
    else this.body.destroy();
  }

  private readonly rouse = (): void => this.wake?.();

  private take(): Buffer | undefined | null {
    const { failure } = this;
    if (failure !== undefined && this.over) throw failure;
    const chunk = this.body.read() as Buffer | null;
    this.over = failure !== undefined; // what came before it still counts
    if (chunk !== null) return chunk;
    if (failure !== undefined) throw failure;
    if (this.body.readableEnded) return undefined;
    if (this.body.errored !== null) throw this.body.errored;
    if (this.body.destroyed) throw new ObpError('MalformedRequest');
    return null;
  }

  private async wait(): Promise<void> {
    const since = performance.now();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, this.slice);
    });
    clearTimeout(timer);
    this.wake = undefined;
    // A process that was held up, or asleep with the whole machine, has not been listening during that time.
    this.judge(Math.min(performance.now() - since, 2 * this.slice));
  }

  private judge(waited: number): void {
    const { silence, bytesPerSecond } = this.pace;
    const bytes = this.connection.bytesRead;
    this.silent = bytes > this.heard ? 0 : this.silent + waited;
    this.heard = bytes;
    if (this.silent >= silence) throw tooSlow(`Nothing has come for ${silence / 1000} seconds.`);
    this.waited += waited;
    if (this.waited < silence) return;
    if ((bytes - this.from) * 1000 < bytesPerSecond * this.waited) throw tooSlow(`It came slower than ${bytesPerSecond} bytes a second.`);
    this.waited = 0;
    this.from = bytes;
  }
}

const tooSlow = (why: string): ObpError => new ObpError('RequestTimeout', ` ${why}`);
