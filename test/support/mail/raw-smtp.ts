import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from '../localhost-tls.js';

/** Steps at which a server can be told what to do. `banner` is the greeting, `dot` the end of the content. */
export type Step = 'banner' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'content' | 'dot' | 'rset' | 'quit';

/**
 * What a server does at a step: answers a line, ends the connection (`cut`), says nothing (`silent`), or writes something else. Undefined:
 * the correct answer.
 */
export type Deed = string | ((socket: Socket) => void) | undefined;

/** A mail server that does what it is told, step by step. */
export class RawSmtp {
  connections = 0;
  /** Mails that ended with their dot. */
  readonly mails: string[] = [];
  readonly commands: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly deeds: Partial<Record<Step, Deed>>,
    private readonly extensions: readonly string[],
    private readonly certificate: string,
  ) {}

  static async start(
    deeds: Partial<Record<Step, Deed>> = {},
    { extensions = ['PIPELINING', 'SIZE 1000000', 'DSN'], certificate = LOCALHOST_CERTIFICATE } = {},
  ): Promise<RawSmtp> {
    const server = createServer();
    const smtp = new RawSmtp(server, deeds, extensions, certificate);
    server.on('connection', (socket) => smtp.serve(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return smtp;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(raw: Socket): void {
    this.connections += 1;
    this.sockets.add(raw);
    raw.setNoDelay(true);
    raw.on('error', () => undefined);
    this.talk(raw);
    this.act('banner', raw, '220 sink ESMTP');
  }

  private talk(socket: Socket): void {
    let buffer = '';
    let content: string | undefined;
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        if (content !== undefined) {
          if (this.deeds.content !== undefined) {
            this.act('content', socket, '');
            return;
          }
          const end = `\r\n${buffer}`.indexOf('\r\n.\r\n');
          if (end < 0) return;
          this.mails.push(buffer.slice(0, end));
          buffer = buffer.slice(end + 3);
          content = undefined;
          this.act('dot', socket, '250 2.0.0 taken');
        } else {
          const end = buffer.indexOf('\r\n');
          if (end < 0) return;
          const line = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          this.commands.push(line);
          const verb = line.split(' ', 1)[0]?.toUpperCase();
          if (verb === 'STARTTLS') {
            socket.removeAllListeners('data');
            this.act('starttls', socket, '220 go ahead');
            if (this.deeds.starttls === undefined) this.secure(socket);
            return;
          }
          if (verb === 'DATA') {
            const refused = this.commands.at(-2) ?? '';
            const isRefused = this.deeds.rcpt !== undefined || this.deeds.mail !== undefined || !/^(RCPT|MAIL)/i.test(refused);
            if (isRefused) socket.write('503 5.5.1 nobody to send to\r\n');
            else {
              this.act('data', socket, '354 go ahead');
              if (this.deeds.data === undefined) content = '';
            }
          } else this.answer(verb ?? '', socket);
        }
      }
    });
  }

  private answer(verb: string, socket: Socket): void {
    if (verb === 'EHLO') {
      const lines = ['sink', ...this.extensions];
      const said = lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
      this.act('ehlo', socket, said);
    } else if (verb === 'AUTH') this.act('auth', socket, '235 2.7.0 welcome');
    else if (verb === 'MAIL') this.act('mail', socket, '250 2.1.0 ok');
    else if (verb === 'RCPT') this.act('rcpt', socket, '250 2.1.5 ok');
    else if (verb === 'RSET') this.act('rset', socket, '250 2.0.0 ok');
    else if (verb === 'QUIT') {
      this.act('quit', socket, '221 2.0.0 bye');
      socket.end();
    } else socket.write('500 5.5.1 what?\r\n');
  }

  private secure(raw: Socket): void {
    const secureContext = createSecureContext({ key: LOCALHOST_KEY, cert: this.certificate });
    const secured = new TLSSocket(raw, { isServer: true, secureContext });
    secured.on('error', () => undefined);
    this.talk(secured);
  }

  private act(step: Step, socket: Socket, right: string): void {
    const deed = this.deeds[step];
    if (typeof deed === 'function') deed(socket);
    else if (deed === 'cut') socket.destroy();
    else if (deed !== 'silent') socket.write(`${deed ?? right}\r\n`);
  }
}
