import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Requests of one connection that may wait until it is their turn. */
const MOST_WAITING = 100;
/** Looks within the time that a client may take nothing: one that takes something between two of them is reading. */
const LOOKS = 8;

type Exchange = readonly [request: IncomingMessage, response: ServerResponse];

const lines = new WeakMap<Duplex, Line>();

/**
 * Bounds what a client can have us keep by asking and not reading (decision 65). The answers of a connection are made one after
 * the other, each once the system has taken the one before; and a connection that takes nothing of an answer is ended.
 *
 * @param silence milliseconds that a client may take nothing while something waits for it.
 */
export function boundUnreadAnswers(server: Server, silence: number): void {
  const [carryOut] = server.listeners('request') as [(...exchange: Exchange) => void];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const { socket } = request;
    let line = lines.get(socket);
    if (line === undefined) lines.set(socket, (line = new Line(socket, carryOut)));
    line.take(request, response);
  });
  endSilentReaders(server, silence);
}

/** Has what is answered to a connection, and to none of its requests, wait for the answers before it. */
export function answerInTurn(connection: Duplex, answer: () => void): void {
  const line = lines.get(connection);
  if (line === undefined) answer();
  else line.end(answer);
}

/** The requests of a connection: one that is being answered, and those that came in the same piece behind it. */
class Line {
  private current: Exchange | undefined;
  private paused = false;
  private full = false;
  private readonly waiting: Exchange[] = [];
  private last: (() => void) | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly carryOut: (...exchange: Exchange) => void,
  ) {}

  take(...exchange: Exchange): void {
    if (this.current === undefined) this.begin(exchange);
    else if (!this.full) this.wait(exchange);
  }

  end(answer: () => void): void {
    const [request] = this.waiting.at(-1) ?? this.current ?? [];
    const broken = request?.complete === false; // the rest of it will not come
    if (broken) this.waiting.pop();
    if (this.current === undefined || (this.current[0] === request && broken)) answer();
    else this.last ??= answer;
  }

  private begin(exchange: Exchange): void {
    this.current = exchange;
    exchange[1].once('close', this.next);
    this.carryOut(...exchange);
  }

  private wait(exchange: Exchange): void {
    if (!this.paused) this.socket.pause();
    this.paused = true;
    if (this.waiting.push(exchange) < MOST_WAITING) return;
    this.full = true;
    exchange[1].setHeader('Connection', 'close');
    takeNoMore(this.socket);
  }

  /** The system has taken the answer, or the connection has ended. */
  private readonly next = (): void => {
    this.current = undefined;
    if (!this.socket.writable) return; // behind the last answer nothing is carried out
    const exchange = this.waiting.shift();
    if (this.paused && this.waiting.length === 0 && !this.full) this.readOn();
    if (exchange !== undefined) this.begin(exchange);
    else this.last?.();
  };

  private readOn(): void {
    this.paused = false;
    this.socket.resume();
  }
}

/**
 * Drops what Node has read already. It makes an object of each request in a piece of 64 KiB, thousands of them, before anybody
 * can stop it; it has no type for the place where it hands them on. Should that ever be another, they wait for the end of the connection.
 */
function takeNoMore(socket: Socket & { parser?: { onIncoming?: () => number } | null }): void {
  if (socket.parser?.onIncoming !== undefined) socket.parser.onIncoming = () => 0;
}

/** Ends connections that take nothing although something waits for them, whatever it is. */
function endSilentReaders(server: Server, silence: number): void {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  let seen = new Map<Socket, { readonly left: number; readonly looks: number }>();
  // Counts looks and not time: a client that was asleep together with this machine has not been silent.
  const look = (): void => {
    const waiting: typeof seen = new Map();
    for (const socket of connections) {
      if (socket.writableLength === 0) continue;
      const left = leftToSend(socket);
      const before = seen.get(socket);
      const looks = before?.left === left ? before.looks + 1 : 0;
      if (looks >= LOOKS) socket.resetAndDestroy();
      else waiting.set(socket, { left, looks });
    }
    seen = waiting;
  };
  const timer = setInterval(look, silence / LOOKS).unref();
  server.once('close', () => clearInterval(timer));
}

/** Bytes that the system has not taken. Only the handle knows how much of one large piece is sent; Node has no type for it. */
const leftToSend = (socket: Socket & { _handle?: { writeQueueSize?: number } | null }): number =>
  socket._handle?.writeQueueSize ?? socket.writableLength;
