import { setTimeout as sleep } from 'node:timers/promises';
import type { Egress } from '../../../platform/http/egress.js';
import type { Answer, Outgoing, Provider, ProviderKind } from '../provider.js';
import { readBounceCallback } from './bounce.js';
import { composeMail, messageIdOf } from './mail.js';
import { type Dial, SmtpSession } from './smtp-session.js';
import { ADDRESS, readSmtpSettings, type SmtpSettings } from './smtp.settings.js';

/** Milliseconds after which a connection that sends nothing is ended. */
const IDLE = 10_000;
/** Milliseconds for which what is being sent may go on when the provider is closed. */
const GRACE = 3_000;

class SmtpProvider implements Provider {
  readonly window: number;
  private readonly idle: SmtpSession[] = [];
  private readonly sending = new Set<Promise<Answer>>();
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  private isClosing = false;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly dial: Dial,
  ) {
    this.window = settings.connections;
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    if (this.isClosing) return { outcome: 'unavailable', code: 'CLOSED' };
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
  }

  private async sendInTurn(outgoing: Outgoing): Promise<Answer> {
    if (this.busy >= this.settings.connections) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.busy += 1;
    try {
      return await this.sendNow(outgoing);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.busy -= 1;
      else next();
    }
  }

  private async sendNow(outgoing: Outgoing): Promise<Answer> {
    const { from } = this.settings;
    const messageId = messageIdOf(outgoing.sendKey, from);
    const mail = await composeMail(outgoing, this.settings);
    for (let isRepeat = false; ; isRepeat = true) {
      const session = (isRepeat ? undefined : this.takeIdle()) ?? (await SmtpSession.open(this.settings, this.dial));
      if (!(session instanceof SmtpSession)) return session;
      const sent = await session.send({ from, to: outgoing.address, messageId }, mail);
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
  // Servers do not look at the Message-ID of what they take.
  knowsKeys: false,
  secretSettings: ['password', 'dkimPrivateKey', 'callbackSecret'],
  parse: readSmtpSettings,
  open: (settings) => new SmtpProvider(settings, egress.dial),
  readCallback: readBounceCallback,
});
