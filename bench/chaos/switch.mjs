import { connect, createServer } from 'node:net';

/** An address that leads to one server or another, as one that moves at a failover. Open connections stay where they are. */
export class Switch {
  #server;
  #port;
  /** @type {Set<import('node:net').Socket>} */
  #open = new Set();

  /**
   * @param {import('node:net').Server} server
   * @param {number} port of the server that it leads to
   */
  constructor(server, port) {
    this.#server = server;
    this.#port = port;
    server.on('connection', (socket) => this.#forward(socket));
  }

  /**
   * @param {import('../support/cleanup.mjs').Cleanup} cleanup
   * @param {number} port
   */
  static async start(cleanup, port) {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const self = new Switch(server, port);
    cleanup.add(() => {
      server.close();
      self.cut();
    });
    return self;
  }

  get url() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  /** @param {number} port for connections from now on */
  leadTo(port) {
    this.#port = port;
  }

  cut() {
    for (const socket of this.#open) socket.destroy();
  }

  /** @param {import('node:net').Socket} socket */
  #forward(socket) {
    const upstream = connect(this.#port, '127.0.0.1');
    socket.pipe(upstream).pipe(socket);
    for (const [one, other] of /** @type {const} */ ([
      [socket, upstream],
      [upstream, socket],
    ])) {
      this.#open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#open.delete(one);
        other.destroy();
      });
    }
  }
}
