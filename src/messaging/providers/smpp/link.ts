import { connectSocket, type Dial } from './connect.js';
import { bindBody, COMMAND } from './pdu.js';
import { errorCode, Session, type SessionEvents } from './session.js';
import type { SmppSettings } from './smpp.settings.js';
import { isAboutCredentials, STATUS, statusName } from './status.js';

/** Why there is no session, and in how many milliseconds it is tried again. */
export interface Refusal {
  readonly code: string;
  readonly retryAfter: number;
}

interface Failure {
  readonly code: string;
  readonly isLasting: boolean;
}

/** A session that lasted for so many first pauses was a good one: after it the pauses are short again. */
const GOOD = 10;

/**
 * Keeps a session open once the first message has asked for one, since receipts come over it too. Between two tries there are pauses, each
 * twice as long as the one before and with jitter, so that a message centre which comes back is not run over.
 */
export class Link {
  private session: Session | undefined;
  private opening: Promise<Session | Refusal> | undefined;
  private failures = 0;
  private failure: Failure = { code: 'ECONNRESET', isLasting: false };
  private pausedUntil = 0;
  private boundAt = 0;
  private wasBound = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly settings: SmppSettings,
    private readonly dial: Dial,
    private readonly onRequest: SessionEvents['onRequest'],
  ) {}

  /** The session, when there is one or can be one now. */
  get(): Promise<Session | Refusal> | Session | Refusal {
    if (this.session !== undefined) return this.session;
    if (this.opening !== undefined) return this.opening;
    const rest = this.pausedUntil - performance.now();
    if (this.closing.signal.aborted || rest > 0) return this.refusal(rest);
    return this.open();
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.timer);
    await this.opening;
    await this.session?.unbind();
  }

  private refusal = (rest: number): Refusal => ({ code: this.failure.code, retryAfter: Math.max(0, Math.ceil(rest)) });

  private open(): Promise<Session | Refusal> {
    clearTimeout(this.timer);
    this.opening = this.bind().then((found) => {
      this.opening = undefined;
      if (!(found instanceof Session)) return this.pause(found);
      this.session = found;
      this.boundAt = performance.now();
      this.wasBound = true;
      return found;
    });
    return this.opening;
  }

  private async bind(): Promise<Session | Failure> {
    const { settings } = this;
    const { signal } = this.closing;
    try {
      const socket = await connectSocket(this.dial, settings, signal);
      const session = new Session(socket, settings.window, settings.timing, {
        onRequest: this.onRequest,
        onEnd: (ended, code) => this.lost(ended, code),
      });
      const giveUp = (): void => session.end('CLOSED');
      signal.addEventListener('abort', giveUp);
      if (signal.aborted) giveUp();
      const failure = await this.introduce(session);
      signal.removeEventListener('abort', giveUp);
      if (failure === undefined) return session;
      session.end(failure.code);
      return failure;
    } catch (error) {
      return { code: errorCode(error as NodeJS.ErrnoException), isLasting: false };
    }
  }

  /** @returns why the peer does not want us; undefined where it does. */
  private async introduce(session: Session): Promise<Failure | undefined> {
    const { systemId, password, systemType } = this.settings;
    const reply = await session.request(COMMAND.bindTransceiver, bindBody(systemId, password, systemType));
    if (reply.kind !== 'answered') return { code: reply.code, isLasting: false };
    const { command, status } = reply.pdu;
    if (status !== STATUS.ok) return { code: statusName(status), isLasting: isAboutCredentials(status) };
    return session.isOpen && command !== COMMAND.genericNack ? undefined : { code: 'ECONNRESET', isLasting: false };
  }

  private lost(session: Session, code: string): void {
    if (session !== this.session) return; // it never was bound, and `bind` says why
    this.session = undefined;
    if (performance.now() - this.boundAt > GOOD * this.settings.timing.firstPause) this.failures = 0;
    this.pause({ code, isLasting: false });
  }

  private pause(failure: Failure): Refusal {
    const { firstPause, longestPause } = this.settings.timing;
    const full = failure.isLasting ? longestPause : Math.min(longestPause, firstPause * 2 ** this.failures++);
    const pause = full * (0.5 + Math.random() / 2);
    this.failure = failure;
    this.pausedUntil = performance.now() + pause;
    // Nothing is owed over a line that there never was.
    if (this.wasBound && !this.closing.signal.aborted) this.timer = setTimeout(() => void this.open(), pause).unref();
    return this.refusal(pause);
  }
}
