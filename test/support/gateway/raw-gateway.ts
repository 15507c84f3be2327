import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { LOCALHOST_KEY } from '../localhost-tls.js';

export interface Received {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a gateway does with a complete request. */
export type Deed = (socket: Socket, request: Received) => void;

export const say =
  (status: number, body: unknown = '', headers: Record<string, string> = {}): Deed =>
  (socket) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const lines = Object.entries({ 'content-length': String(Buffer.byteLength(text)), ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(`HTTP/1.1 ${status} said\r\n${lines.join('\r\n')}\r\n\r\n${text}`);
  };

/** An HTTP server that writes whatever a test wants. */
export class RawGateway {
  readonly received: Received[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly scheme: string,
    public deed: Deed,
  ) {}

  static async start(deed: Deed, certificate?: string): Promise<RawGateway> {
    const server = certificate === undefined ? createServer() : createTlsServer({ key: LOCALHOST_KEY, cert: certificate });
    const gateway = new RawGateway(server, certificate === undefined ? 'http' : 'https', deed);
    server.on(certificate === undefined ? 'connection' : 'secureConnection', (socket: Socket) => gateway.serve(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  url(host = '127.0.0.1'): string {
    return `${this.scheme}://${host}:${(this.server.address() as AddressInfo).port}/send`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    let buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      for (let request = takeRequest(buffer); request !== undefined; request = takeRequest(buffer)) {
        buffer = buffer.subarray(request.size);
        this.received.push(request);
        this.deed(socket, request);
      }
    });
  }
}

function takeRequest(buffer: Buffer): (Received & { size: number }) | undefined {
  const end = buffer.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = buffer.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const size = end + 4 + Number(headers['content-length'] ?? 0);
  if (buffer.length < size) return undefined;
  return { target: first.split(' ')[1] ?? '', headers, body: buffer.subarray(end + 4, size).toString('utf8'), size };
}
