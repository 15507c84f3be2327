import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Requests of one connection that may wait for their turn. */
const MOST_WAITING = 100;
/** Checks within the time for which a client may take nothing: a client that takes something between two checks is reading. */
const LOOKS = 8;

type Exchange = readonly [request: IncomingMessage, response: ServerResponse];

const lines = new WeakMap<Duplex, Line>();

/**
 * Limits what we have to keep for a client that sends requests but does not read the answers (decision 65). A connection's answers are made
 * one after the other, each once the system has taken the previous one; a connection that takes nothing of an answer is ended.
 *
 * @param silence milliseconds for which a client may take nothing while something waits for it.
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

/** Makes an answer to the connection itself, and not to a request, wait for the answers before it. */
export function answerInTurn(connection: Duplex, answer: () => void): void {
  const line = lines.get(connection);
  if (line === undefined) answer();
  else line.end(answer);
}

/** The requests of a connection: the one that is being answered, and those that came after it in the same chunk. */
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

  /** Either the system has taken the answer, or the connection has ended. */
  private readonly next = (): void => {
    this.current = undefined;
    if (!this.socket.writable) return; // nothing is carried out after the last answer
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
 * Drops what Node has already read. Node creates an object for each request in a chunk of 64 KiB, thousands of them, before it can be
 * stopped; it has no type for the place where it passes them on. If that place ever changes, they wait for the end of the connection.
 */
function takeNoMore(socket: Socket & { parser?: { onIncoming?: () => number } | null }): void {
  if (socket.parser?.onIncoming !== undefined) socket.parser.onIncoming = () => 0;
}

/** Ends connections that take nothing although something waits for them. */
function endSilentReaders(server: Server, silence: number): void {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  let seen = new Map<Socket, { readonly left: number; readonly looks: number }>();
  // Counts checks and not time: a client that slept together with this machine has not been silent.
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

/** Bytes that the system has not taken. Only the handle knows how much of a large chunk is sent; Node has no type for it. */
const leftToSend = (socket: Socket & { _handle?: { writeQueueSize?: number } | null }): number =>
  socket._handle?.writeQueueSize ?? socket.writableLength;
