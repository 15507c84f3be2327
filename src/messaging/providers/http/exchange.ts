import { Agent, buildConnector, type Dispatcher } from 'undici';
import { type Egress, EgressRefusedError } from '../../../platform/http/egress.js';

/** Bytes of an answer that are read; the rest of a longer one is cut off. */
const LARGEST = 64 * 1024;
const CONNECT_WITHIN = 10_000;

export type OutgoingEgress = Pick<Egress, 'lookup' | 'refuses'>;

export interface Call {
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came of a call. `wasWritten`: the peer may have it, since it was handed to the connection. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfter: number | undefined; readonly body: string }
  | { readonly kind: 'failure'; readonly code: string; readonly wasWritten: boolean };

/** Makes calls over connections that are kept. No redirect is followed: its answer is an answer. */
export class Exchange {
  private readonly agent: Agent;

  constructor(
    private readonly options: { readonly connections: number; readonly answerWithin: number; readonly ca: string },
    egress: OutgoingEgress,
  ) {
    const { connections, answerWithin, ca } = options;
    const connect = buildConnector({ lookup: egress.lookup, timeout: CONNECT_WITHIN, ...(ca !== '' && { ca }) });
    this.agent = new Agent({
      connections,
      pipelining: 1,
      headersTimeout: answerWithin,
      bodyTimeout: answerWithin,
      connect: (to, done) => {
        if (egress.refuses(to.hostname)) done(new EgressRefusedError(), null);
        else connect(to, done);
      },
    });
  }

  /** Resolves within the time limit, whatever the peer does. */
  call({ url, method, headers, body }: Call): Promise<Outcome> {
    const { origin, pathname, search } = new URL(url);
    return new Promise<Outcome>((resolve) => {
      const answer = new AnswerReader(resolve, this.options.answerWithin);
      this.agent.dispatch({ origin, path: pathname + search, method, headers, body: body ?? null }, answer);
    });
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** Follows one call. What has an outcome is ended: also a call whose time was up before it was written, which must not be written then. */
class AnswerReader implements Dispatcher.DispatchHandler {
  private readonly timer: NodeJS.Timeout;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private status = 0;
  private retryAfter: number | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private isSettled = false;

  constructor(
    private readonly resolve: (outcome: Outcome) => void,
    limit: number,
  ) {
    this.timer = setTimeout(() => this.expire(), limit);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isSettled) controller.abort(new Error('too late'));
    else this.controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.status = status;
    this.retryAfter = readRetryAfter(headers['retry-after']);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size <= LARGEST) return;
    this.settle(this.answer());
    controller.abort(new Error('too long'));
  }

  onResponseEnd(): void {
    this.settle(this.answer());
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { code?: unknown }): void {
    // A status says what became of the message, also when the rest of the answer was cut.
    if (this.status !== 0) this.settle(this.answer());
    else this.settle({ kind: 'failure', code: codeOf(error), wasWritten: this.controller !== undefined });
  }

  private expire(): void {
    this.settle(this.status === 0 ? { kind: 'failure', code: 'ETIMEDOUT', wasWritten: this.controller !== undefined } : this.answer());
    this.controller?.abort(new Error('too late'));
  }

  private answer(): Outcome {
    const body = Buffer.concat(this.chunks).subarray(0, LARGEST).toString('utf8');
    return { kind: 'answer', status: this.status, retryAfter: this.retryAfter, body };
  }

  private settle(outcome: Outcome): void {
    if (this.isSettled) return;
    this.isSettled = true;
    clearTimeout(this.timer);
    this.resolve(outcome);
  }
}

const codeOf = ({ code }: { code?: unknown }): string => (typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : 'EHTTP');

const LONGEST_PAUSE = 86_400_000;

/** Milliseconds, of the seconds or the date that `Retry-After` has; a day at most. */
export function readRetryAfter(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_PAUSE);
}
