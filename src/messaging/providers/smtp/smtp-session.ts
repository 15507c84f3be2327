import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Egress } from '../../../platform/http/egress.js';
import { lossOf, type Phase, type Refusal, refusalOf } from './reply.js';
import type { SmtpSettings } from './smtp.settings.js';

export interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
}

export type Sent =
  | { readonly isTaken: true; readonly serverMessageId: string | undefined }
  /** `isUntouched`: the line was broken before the server said anything of this mail, which another connection can take. */
  | { readonly isTaken: false; readonly refusal: Refusal; readonly isUntouched: boolean };

const CONNECT_WITHIN = 10_000;
/** Bytes of one reply at most. */
const LONGEST_REPLY = 64 * 1024;

/** One connection to a server of mail, logged in. */
export class SmtpSession {
  sent = 0;
  isOpen = true;
  /** Ends the mail that is being sent, if one is. */
  private cut: () => void = () => undefined;

  private constructor(
    private readonly connection: SMTPConnection,
    private readonly settings: SmtpSettings,
  ) {
    const over = (): void => {
      this.isOpen = false;
    };
    connection.on('error', over);
    connection.once('end', over);
  }

  /** @returns the refusal where there is no such connection to be had. */
  static async open(settings: SmtpSettings, dial: Egress['dial']): Promise<SmtpSession | Refusal> {
    const { host, tls, ca, username } = settings;
    const socket = dial(host, settings.port);
    socket.setNoDelay(true);
    try {
      await connected(socket);
    } catch (error) {
      socket.destroy();
      return refused(error as NodemailerError, 'connect');
    }
    const connection = new SMTPConnection({
      host,
      port: settings.port,
      connection: socket,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      tls: { minVersion: 'TLSv1.2', ...(ca !== '' && { ca }) },
      name: settings.from.slice(settings.from.lastIndexOf('@') + 1),
      connectionTimeout: CONNECT_WITHIN,
      greetingTimeout: CONNECT_WITHIN,
      socketTimeout: settings.answerWithin,
      socketCloseTimeout: 1_000,
      maxResponseSize: LONGEST_REPLY,
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        connection.on('error', reject);
        connection.once('end', () => reject(closed()));
        timer = setTimeout(() => reject(timedOut()), CONNECT_WITHIN);
        connection.connect((error?: Error) => {
          if (error) reject(error);
          else if (username === '') resolve();
          else
            connection.login({ user: username, pass: settings.password }, (failure?: Error | null) => {
              if (failure) reject(failure);
              else resolve();
            });
        });
      });
      return new SmtpSession(connection, settings);
    } catch (error) {
      connection.close();
      return refused(error as NodemailerError, 'connect');
    } finally {
      clearTimeout(timer);
    }
  }

  async send(envelope: Envelope, mail: Buffer): Promise<Sent> {
    const isFirst = this.sent === 0;
    this.sent += 1;
    const content = Readable.from([mail], { objectMode: false });
    const dsn = { id: envelope.messageId, return: 'headers', notify: ['failure', 'delay'] };
    const failed = (error: NodemailerError): Sent => {
      // The mail is larger than the server has said that it takes.
      if (error.code === 'EMESSAGE' && error.response === undefined)
        return { isTaken: false, refusal: { outcome: 'permanent', code: '552', isAddressBad: false }, isUntouched: false };
      const phase = content.readableDidRead ? 'content' : error.command === 'MAIL FROM' ? 'sender' : 'recipient';
      const isUntouched = !isFirst && error.response === undefined && error.code !== 'ETIMEDOUT' && phase !== 'content';
      return { isTaken: false, refusal: refused(error, phase), isUntouched };
    };
    const outcome = await new Promise<Sent>((resolve) => {
      this.cut = (): void => resolve(failed(closed()));
      const timer = setTimeout(() => {
        resolve(failed(timedOut()));
        this.close();
      }, this.settings.answerWithin);
      this.connection.send({ from: envelope.from, to: [envelope.to], size: mail.length, dsn }, content, (error, info) => {
        clearTimeout(timer);
        resolve(error ? failed(error) : { isTaken: true, serverMessageId: info?.serverMessageId });
      });
    });
    if (!outcome.isTaken && this.isOpen) await this.reset();
    return outcome;
  }

  quit(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.connection.quit();
  }

  close(): void {
    this.isOpen = false;
    this.connection.close();
    this.cut();
  }

  /** After a mail that was refused, the next one begins anew; where the server cannot do that, on another connection. */
  private async reset(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => done(timedOut()), CONNECT_WITHIN);
      const ended = (): void => done(closed());
      const done = (error?: Error | null): void => {
        clearTimeout(timer);
        this.connection.off('end', ended);
        if (error) this.close();
        resolve();
      };
      this.connection.once('end', ended);
      this.connection.reset(done);
    });
  }
}

async function connected(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(timedOut()), CONNECT_WITHIN);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function refused(error: NodemailerError, phase: Phase): Refusal {
  const { response, code, originalCode } = error;
  const byReply = response === undefined ? undefined : refusalOf(response, phase);
  // The words of an error may hold an address or what a server said: only its code is told.
  return byReply ?? lossOf((originalCode ?? code ?? 'ESMTP').slice(0, 64), phase);
}

const withCode = (code: string): NodemailerError => Object.assign(new Error(code), { code });
const timedOut = (): NodemailerError => withCode('ETIMEDOUT');
const closed = (): NodemailerError => withCode('ECONNECTION');
