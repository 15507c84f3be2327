import type { Server, Socket } from 'node:net';
import type { Server as HttpServer } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Milliseconds after a signal until connections whose requests are still running are cut. */
const CUT_AFTER = 8_000;
/** Milliseconds between checks for idle connections. */
const SWEEP = 50;

/** Tracks a server's connections, so that those that never sent a request can be closed at the end. */
export function followConnections(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

/**
 * Closes the application: no new connections, running requests answered, then the database.
 *
 * Node waits for every connection to close. On request it closes those that are idle, but neither those that become idle later nor those
 * that have not sent a byte yet, which browsers open speculatively.
 */
export async function close(app: NestFastifyApplication, connections: ReadonlySet<Socket>): Promise<void> {
  const server: HttpServer = app.getHttpServer();
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  }, SWEEP);
  const cut = setTimeout(() => server.closeAllConnections(), CUT_AFTER);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
