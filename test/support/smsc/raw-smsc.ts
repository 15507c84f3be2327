import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { SERVER } from '../tls-database.js';

export interface Received {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

export const SUBMIT = 4;
export const DELIVER = 5;
export const UNBIND = 6;
export const BIND = 9;
export const ENQUIRE = 0x15;
export const NACK = 0x80000000;
export const answerTo = (command: number): number => (NACK | command) >>> 0;

/** Written apart from the client's own codec, so that a slip in the one shows in the other. */
export function pdu(command: number, status: number, sequence: number, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(16);
  for (const [at, value] of [16 + body.length, command, status, sequence].entries()) header.writeUInt32BE(value, at * 4);
  return Buffer.concat([header, body]);
}

const parameter = (tag: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.of(tag >> 8, tag & 255, value.length >> 8, value.length & 255), value]);

/** The body of a deliver_sm: by default a receipt. */
export function delivered(
  text: string | Buffer,
  { id, state, esmClass = 4 }: { id?: string; state?: number; esmClass?: number } = {},
): Buffer {
  const message = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
  return Buffer.concat([
    Buffer.from('\0\x01\x0134600000001\0\x01\x0134911\0', 'latin1'),
    Buffer.of(esmClass, 0, 0, 0, 0, 0, 0, 0, 0, message.length),
    message,
    id === undefined ? Buffer.alloc(0) : parameter(0x001e, Buffer.from(`${id}\0`)),
    state === undefined ? Buffer.alloc(0) : parameter(0x0427, Buffer.of(state)),
  ]);
}

/** One connection that a client has made. */
export class Line {
  private arrived = Buffer.alloc(0);
  private sequence = 1000;
  isSilent = false;

  constructor(
    readonly socket: Socket,
    smsc: RawSmsc,
  ) {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.arrived = Buffer.concat([this.arrived, chunk]);
      while (this.arrived.length >= 4 && this.arrived.length >= this.arrived.readUInt32BE()) {
        const length = this.arrived.readUInt32BE();
        const [command, status, sequence] = [4, 8, 12].map((at) => this.arrived.readUInt32BE(at)) as [number, number, number];
        const body = this.arrived.subarray(16, length);
        this.arrived = this.arrived.subarray(length);
        smsc.received.push({ command, status, sequence, body });
        if (!this.isSilent) smsc.behaviour({ command, status, sequence, body }, this);
      }
    });
  }

  answer({ command, sequence }: Received, status = 0, body: Uint8Array = Buffer.alloc(0)): void {
    this.socket.write(pdu(answerTo(command), status, sequence, body));
  }

  request(command: number, body: Uint8Array = Buffer.alloc(0)): number {
    this.sequence++;
    this.socket.write(pdu(command, 0, this.sequence, body));
    return this.sequence;
  }
}

export type Behaviour = (received: Received, line: Line) => void;

/** A message centre of raw bytes that does whatever a test wants, and what it should where the test says nothing. */
export class RawSmsc {
  readonly received: Received[] = [];
  readonly lines: Line[] = [];
  behaviour: Behaviour = (received, line) => this.behave(received, line);
  private ids = 0;
  private constructor(
    private readonly server: Server,
    isTls: boolean,
  ) {
    server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => this.lines.push(new Line(socket, this)));
  }

  /** @param isTls whether it speaks TLS, with a certificate for `localhost` */
  static async listen(port = 0, isTls = false): Promise<RawSmsc> {
    const server = isTls ? createTlsServer({ cert: SERVER.certificate, key: SERVER.key }) : createServer();
    const smsc = new RawSmsc(server, isTls);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return smsc;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get line(): Line {
    return this.lines.at(-1) as Line;
  }

  of(command: number): Received[] {
    return this.received.filter((received) => received.command === command);
  }

  /** What a good message centre does. */
  behave(received: Received, line: Line): void {
    const { command } = received;
    if (command === BIND) line.answer(received, 0, Buffer.from('smsc\0'));
    else if (command === SUBMIT) line.answer(received, 0, Buffer.from(`id${++this.ids}\0`));
    else if (command === ENQUIRE || command === UNBIND) line.answer(received);
  }

  /** Does something else with one command. */
  instead(command: number, act: Behaviour): void {
    this.behaviour = (received, line) => (received.command === command ? act(received, line) : this.behave(received, line));
  }

  async close(): Promise<void> {
    this.server.on('connection', (socket: Socket) => socket.destroy()); // of a client that comes back meanwhile
    for (const { socket } of this.lines) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
