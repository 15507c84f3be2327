import type { Socket } from 'node:net';
import { FrameReader } from './frame-reader.js';
import { COMMAND, decodePdu, encodePdu, type Pdu, RESPONSE } from './pdu.js';
import type { SmppTiming } from './smpp.settings.js';
import { STATUS } from './status.js';

/** What came of a request: its answer, or that it was never written, or that it was and nobody answered. */
export type Reply =
  | { readonly kind: 'answered'; readonly pdu: Pdu }
  | { readonly kind: 'unsent'; readonly code: string }
  | { readonly kind: 'lost'; readonly code: string };

interface Request {
  readonly command: number;
  readonly body: Buffer | undefined;
  readonly resolve: (reply: Reply) => void;
  /** When it has waited long enough: first for its place in the window, then for its answer. */
  deadline: number;
}

export interface SessionEvents {
  /** A request of the peer's that is not about the line; it is answered with `respond`, or refused by what this throws. */
  onRequest(session: Session, pdu: Pdu): void;
  /** Once, when the line is of no more use. */
  onEnd(session: Session, code: string): void;
}

const NO_ANSWER = 'ETIMEDOUT';
const LAST_SEQUENCE = 0x7fff_ffff;
/** Octets that may wait for a peer who does not read. */
const MOST_UNREAD = 4 * 1024 * 1024;

/**
 * One line to a message centre. Whatever the peer does, every request gets a reply: one timer looks after all of them, and after the
 * line, which is given up when the peer says nothing though it is asked.
 */
export class Session {
  private readonly reader = new FrameReader();
  /** By sequence number, and so in the order in which their deadlines come. */
  private readonly pending = new Map<number, Request>();
  private queue: Request[] = [];
  private sequence = 0;
  private heard = performance.now();
  private enquiring = false;
  private ended = false;
  private isCorked = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly socket: Socket,
    private readonly window: number,
    private readonly timing: SmppTiming,
    private readonly events: SessionEvents,
  ) {
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(errorCode(error)));
    socket.on('close', () => this.end('ECONNRESET'));
    socket.on('end', () => this.end('ECONNRESET'));
    this.timer = setInterval(() => this.watch(), Math.min(1000, timing.answer / 4)).unref();
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  get isIdle(): boolean {
    return this.pending.size === 0 && this.queue.length === 0;
  }

  /** Waits for its place in the window, is written, and gets a reply within twice the time that an answer has. */
  request(command: number, body?: Buffer): Promise<Reply> {
    return new Promise((resolve) => {
      if (this.ended) {
        resolve({ kind: 'unsent', code: 'ECONNRESET' });
        return;
      }
      const request = { command, body, resolve, deadline: this.inTime() };
      if (this.pending.size < this.window) this.write(request);
      else this.queue.push(request);
    });
  }

  respond({ command, sequence }: Pdu, status: number, body?: Buffer): void {
    this.send(encodePdu((command | RESPONSE) >>> 0, status, sequence, body));
  }

  /** Refuses a request as one that cannot be understood. */
  nack({ sequence }: Pdu, status: number): void {
    this.send(encodePdu(COMMAND.genericNack, status, sequence));
  }

  /** Says good-bye, waits for a second at most, and ends the line. */
  async unbind(): Promise<void> {
    if (this.ended) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, 1000)));
    await Promise.race([
      new Promise((resolve) => this.write({ command: COMMAND.unbind, body: undefined, resolve, deadline: this.inTime() })),
      patience,
    ]);
    clearTimeout(timer);
    this.end('ECONNRESET');
  }

  /** Ends the line. What was written and not answered is lost, and what was not written is said to be unsent. */
  end(code: string): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.timer);
    this.socket.destroySoon(); // a last answer of ours still goes out
    setTimeout(() => this.socket.destroy(), 1000).unref();
    for (const { resolve } of this.pending.values()) resolve({ kind: 'lost', code });
    for (const { resolve } of this.queue) resolve({ kind: 'unsent', code });
    this.pending.clear();
    this.queue = [];
    this.events.onEnd(this, code);
  }

  private inTime = (): number => performance.now() + this.timing.answer;

  private write(request: Request): void {
    this.sequence = this.sequence >= LAST_SEQUENCE ? 1 : this.sequence + 1;
    request.deadline = this.inTime();
    this.pending.set(this.sequence, request);
    this.send(encodePdu(request.command, STATUS.ok, this.sequence, request.body));
  }

  /** What is sent in one turn goes out in one write. */
  private send(frame: Buffer): void {
    if (this.ended) return;
    if (!this.isCorked) {
      this.isCorked = true;
      this.socket.cork();
      process.nextTick(() => {
        this.isCorked = false;
        this.socket.uncork();
      });
    }
    this.socket.write(frame);
    if (this.socket.writableLength > MOST_UNREAD) this.end('SMPP_NOT_READING');
  }

  private read(chunk: Buffer): void {
    if (this.ended) return;
    this.heard = performance.now();
    try {
      for (const frame of this.reader.read(chunk)) {
        this.handle(decodePdu(frame));
        if (this.ended) return;
      }
    } catch {
      this.send(encodePdu(COMMAND.genericNack, STATUS.badLength, 0));
      this.end('SMPP_FRAME_LOST');
    }
    this.fill();
  }

  private handle(pdu: Pdu): void {
    if (pdu.command >= RESPONSE) {
      this.settle(pdu);
    } else if (pdu.command === COMMAND.enquireLink) {
      this.respond(pdu, STATUS.ok);
    } else if (pdu.command === COMMAND.unbind) {
      this.respond(pdu, STATUS.ok);
      this.end('SMPP_UNBOUND');
    } else {
      this.events.onRequest(this, pdu);
    }
  }

  /** Nobody waits for an answer that comes too late, and one of another kind answers nothing. */
  private settle(pdu: Pdu): void {
    const request = this.pending.get(pdu.sequence);
    if (request === undefined || (pdu.command !== (request.command | RESPONSE) >>> 0 && pdu.command !== COMMAND.genericNack)) return;
    this.pending.delete(pdu.sequence);
    request.resolve({ kind: 'answered', pdu });
  }

  private fill(): void {
    let at = 0;
    while (at < this.queue.length && this.pending.size < this.window) this.write(this.queue[at++] as Request);
    if (at > 0) this.queue.splice(0, at);
  }

  private watch(): void {
    const now = performance.now();
    for (const [sequence, { deadline, resolve }] of this.pending) {
      if (deadline > now) break;
      this.pending.delete(sequence);
      resolve({ kind: 'lost', code: NO_ANSWER });
    }
    const late = this.queue.findIndex(({ deadline }) => deadline > now);
    for (const { resolve } of this.queue.splice(0, late < 0 ? this.queue.length : late)) resolve({ kind: 'unsent', code: NO_ANSWER });
    this.fill();
    // Silence is no news, but less of it is borne while answers are awaited.
    const bearable = this.pending.size > 0 ? Math.min(this.timing.answer / 2, this.timing.enquireLink) : this.timing.enquireLink;
    if (!this.enquiring && now - this.heard >= bearable) void this.enquire();
  }

  private async enquire(): Promise<void> {
    this.enquiring = true;
    const asked = performance.now();
    const reply = await new Promise<Reply>((resolve) =>
      this.write({ command: COMMAND.enquireLink, body: undefined, resolve, deadline: this.inTime() }),
    );
    this.enquiring = false;
    if (reply.kind === 'lost' && this.heard < asked) this.end(NO_ANSWER);
  }
}

/** The system's or TLS's own code, never the words beside it: those may name an address. */
export const errorCode = (error: NodeJS.ErrnoException): string => (typeof error.code === 'string' ? error.code.slice(0, 64) : 'ESOCKET');
