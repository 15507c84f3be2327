import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { ObpError } from '../errors/obp-error.js';
import { BODY_LIMITS } from './body-limits.js';
import { decoded, decoderFor } from './content-coding.js';
import { sayContinue } from './expectations.js';

/**
 * Asked before more of a body is read than a stranger may send.
 *
 * @returns how many bytes the body may have.
 * @throws ObpError why no more is read.
 */
export type Admit = () => Promise<number>;

/** @param known whether `admit` was asked and let the body in. */
type Done = (error: Error | null, body: Buffer, known: boolean) => void;

const NOTHING = Buffer.alloc(0);

export const tooLarge = (most: number): ObpError => new ObpError('BodyTooLarge', ` At most ${most} bytes are accepted.`);

/**
 * Reads the body of a request to its end and undoes its coding. Neither the input nor the output of the decoder may exceed the limit, so a
 * small compressed body cannot become large here.
 *
 * @param done is called once, with the whole body or with OBP-98001 (413), OBP-98011 (400), OBP-98010 (415), or what `admit` threw.
 */
export function collectBody(request: IncomingMessage, admit: Admit, done: Done): void {
  const declared = Number(request.headers['content-length'] ?? 0);
  let decoder: Transform | undefined;
  try {
    decoder = decoderFor(request.headers);
  } catch (error) {
    done(error as Error, NOTHING, false);
    return;
  }
  const collecting = new Collecting(request, admit, done);
  if (declared > BODY_LIMITS.stranger) collecting.ask((most) => (declared > most ? tooLarge(most) : collecting.begin(decoder)));
  else collecting.begin(decoder);
}

/** A body that is being read. */
class Collecting {
  private readonly chunks: Buffer[] = [];
  private body: Readable | undefined;
  private bytes = 0;
  /** Before the coding is undone. */
  private coded = 0;
  private most: number = BODY_LIMITS.stranger;
  private admission: 'needed' | 'asked' | 'given' = 'needed';
  private over = false;
  /** What ended the body while `admit` was being asked: its answer counts first. */
  private broken: Error | undefined;

  constructor(
    private readonly request: IncomingMessage,
    private readonly admit: Admit,
    private readonly done: Done,
  ) {}

  begin(decoder: Transform | undefined): void {
    sayContinue(this.request);
    this.body = decoder === undefined ? this.request : decoded(this.request, decoder, this.takeCoded);
    this.body.on('data', this.take).once('end', this.finish).once('error', this.breakOff);
  }

  /** @param goOn returns the reason not to go on, if there is one. */
  ask(goOn: (most: number) => ObpError | void): void {
    this.admission = 'asked';
    this.admit().then((most) => {
      this.admission = 'given';
      this.most = most;
      const refused = goOn(most) ?? this.broken;
      if (refused !== undefined) this.fail(refused);
    }, this.fail);
  }

  private readonly takeCoded = (bytes: number): void => {
    this.coded += bytes;
    this.holdTo(this.coded);
  };

  private readonly take = (chunk: Buffer): void => {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    this.holdTo(this.bytes);
  };

  private holdTo(bytes: number): void {
    if (bytes <= this.most || this.admission === 'asked') return;
    if (this.admission === 'given') {
      this.fail(tooLarge(this.most));
      return;
    }
    this.body?.pause();
    this.ask((most) => {
      if (Math.max(this.bytes, this.coded) > most) return tooLarge(most);
      if (!this.over) this.body?.resume();
      return undefined;
    });
  }

  private readonly finish = (): void => {
    const [first = NOTHING] = this.chunks;
    if (this.leave()) this.done(null, this.chunks.length > 1 ? Buffer.concat(this.chunks, this.bytes) : first, this.admission === 'given');
  };

  private readonly breakOff = (error: Error): void => {
    if (this.admission === 'asked') this.broken = error;
    else this.fail(error);
  };

  private readonly fail = (error: Error): void => {
    if (this.leave()) this.done(error, NOTHING, false);
  };

  /** @returns whether this is the first end. */
  private leave(): boolean {
    if (this.over) return false;
    this.over = true;
    this.body?.off('data', this.take);
    if (this.body === this.request)
      this.request.resume(); // the rest of it is dropped
    else this.body?.destroy();
    return true;
  }
}
