import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy before a database, to take the network away and give it back. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
  private silent: 'no' | 'answers' | 'both' = 'no';
  /** What each connection has said first. */
  readonly firstWords: Buffer[] = [];

  private constructor(
    private readonly server: Server,
    /** The database's URL, through the proxy. */
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<Proxy> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const through = new URL(databaseUrl);
    through.hostname = '127.0.0.1';
    through.port = String((server.address() as AddressInfo).port);
    const proxy = new Proxy(server, through.href);
    server.on('connection', (socket) => {
      proxy.forward(socket, connect(Number(target.port || 5432), target.hostname));
    });
    return proxy;
  }

  /** Breaks every connection and refuses new ones. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async restore(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(Number(new URL(this.url).port), '127.0.0.1', resolve));
  }

  /** From now on connections are taken and nothing is passed on. */
  swallow(): Promise<void> {
    this.silent = 'both';
    return Promise.resolve();
  }

  /** From now on the database receives requests, but its answers are dropped. */
  swallowAnswers(): void {
    this.silent = 'answers';
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.cut();
  }

  private forward(client: Socket, database: Socket): void {
    const pairs: [Socket, Socket][] = [
      [client, database],
      [database, client],
    ];
    client.once('data', (data) => this.firstWords.push(data));
    for (const [from, to] of pairs) {
      this.sockets.add(from);
      from.on('data', (data) => {
        if (this.silent === 'no' || (this.silent === 'answers' && from === client)) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
