import { setTimeout as sleep } from 'node:timers/promises';
import type { Egress } from '../../../platform/http/egress.js';
import { type Answer, CLOSED, type DeliveryClass, type Outgoing, type Provider, type ProviderKind } from '../provider.js';
import { readBounceCallback } from './bounce.js';
import { composeMail, messageIdOf } from './mail.js';
import { SmtpSession } from './smtp-session.js';
import { ADDRESS, readSmtpSettings, type SmtpSettings } from './smtp.settings.js';

/** Milliseconds after which a connection that sends nothing is ended. */
const IDLE = 10_000;
/** Milliseconds for which what is being sent may go on when the provider is closed. */
const GRACE = 3_000;

/** Mails for each connection that are taken from the queue at once: the next is there when one is answered, and a claim is worth its statement. */
const AHEAD = 4;

/** Who waits for a connection is served in this order. */
const URGENCY: readonly DeliveryClass[] = ['high', 'normal', 'bulk'];

class SmtpProvider implements Provider {
  readonly window: number;
  private readonly sessions = new Set<SmtpSession>();
  private readonly idle: SmtpSession[] = [];
  private readonly sending = new Set<Promise<Answer>>();
  private readonly waiting: { readonly class: DeliveryClass; readonly begin: () => void }[] = [];
  private busy = 0;
  private isClosing = false;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly dial: Egress['dial'],
  ) {
    this.window = settings.connections * AHEAD;
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    if (this.isClosing) return CLOSED;
    // What is no address would be refused by the server too, or mean something to it.
    if (!ADDRESS.test(outgoing.address)) return { outcome: 'permanent', code: 'EADDRESS', isAddressBad: true };
    const sending = this.sendInTurn(outgoing);
    this.sending.add(sending);
    try {
      return await sending;
    } finally {
      this.sending.delete(sending);
    }
  }

  async source(outgoing: Outgoing): Promise<string> {
    return (await composeMail(outgoing, this.settings)).toString('utf8');
  }

  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.idleTimer);
    const grace = new AbortController();
    await Promise.race([Promise.allSettled(this.sending), sleep(GRACE, undefined, { signal: grace.signal }).catch(() => undefined)]);
    grace.abort();
    for (const session of this.idle.splice(0)) session.quit();
    for (const session of this.sessions) session.close();
  }

  private async sendInTurn(outgoing: Outgoing): Promise<Answer> {
    let waited = false;
    if (this.busy < this.settings.connections) this.busy += 1;
    else {
      await this.turnOf(outgoing.class);
      waited = true;
    }
    try {
      if (waited && this.isClosing) return CLOSED;
      const started = performance.now();
      const answer = await this.sendNow(outgoing);
      return waited ? { ...answer, milliseconds: performance.now() - started } : answer;
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.busy -= 1;
      else next.begin();
    }
  }

  /** Resolves when a connection is free, and nobody more urgent waits. */
  private turnOf(urgency: DeliveryClass): Promise<void> {
    const behind = this.waiting.findIndex((one) => URGENCY.indexOf(one.class) > URGENCY.indexOf(urgency));
    return new Promise<void>((begin) => this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, { class: urgency, begin }));
  }

  private async sendNow(outgoing: Outgoing): Promise<Answer> {
    const { from } = this.settings;
    const messageId = messageIdOf(outgoing.sendKey, from);
    const mail = await composeMail(outgoing, this.settings);
    for (let isRepeat = false; ; isRepeat = true) {
      if (isRepeat && this.isClosing) return CLOSED;
      const session = (isRepeat ? undefined : this.takeIdle()) ?? (await SmtpSession.open(this.settings, this.dial));
      if (!(session instanceof SmtpSession)) return session;
      this.sessions.add(session);
      const sent = await session.send({ from, to: outgoing.address, messageId }, mail);
      this.sessions.delete(session);
      this.giveBack(session);
      if (sent.isTaken) return { outcome: 'accepted', references: [sent.serverMessageId?.replace(/^<|>$/g, '') ?? messageId] };
      // A server may end a connection that has waited; this mail has not begun then.
      if (!sent.isUntouched || isRepeat) return sent.refusal;
    }
  }

  private takeIdle(): SmtpSession | undefined {
    for (;;) {
      const session = this.idle.pop();
      if (session === undefined || session.isOpen) return session;
    }
  }

  private giveBack(session: SmtpSession): void {
    if (!session.isOpen) return;
    if (this.isClosing || session.sent >= this.settings.mailsPerConnection) {
      session.quit();
      return;
    }
    this.idle.push(session);
    if (this.idleTimer !== undefined) this.idleTimer.refresh();
    else this.idleTimer = setTimeout(() => this.endIdle(), IDLE).unref();
  }

  /** When nothing has come back for a while, nothing was sent. */
  private endIdle(): void {
    for (const session of this.idle.splice(0)) session.quit();
  }
}

/** Mail over SMTP. */
export const smtpKind = (egress: Pick<Egress, 'dial'>): ProviderKind<SmtpSettings> => ({
  name: 'smtp',
  channels: ['email'],
  // A mail server says nothing more of a mail that arrived. One that comes back fails nevertheless.
  receiptSeconds: () => undefined,
  // Servers do not look at the Message-ID of what they take.
  knowsKeys: false,
  secretSettings: ['password', 'dkimPrivateKey', 'callbackSecret'],
  destinationSettings: ['host', 'port', 'tls', 'ca'],
  parse: readSmtpSettings,
  open: (settings) => new SmtpProvider(settings, egress.dial),
  callbackSecret: ({ callbackSecret }) => callbackSecret,
  readCallback: readBounceCallback,
});
