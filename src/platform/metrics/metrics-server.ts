import { createServer, type Server } from 'node:http';
import { cannotListen } from '../config/cannot-listen.js';

const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Serves `/metrics` on a port of its own, which stays internal: scraping needs no token, and callers of the API do
 * not reach it.
 *
 * @param read the figures in Prometheus' text format
 * @returns the server, once it listens.
 * @throws ConfigError when it cannot.
 */
export async function serveMetrics(port: number, host: string, read: () => Promise<string>): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { 'Content-Type': TYPE }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen('METRICS_PORT', error)));
    server.listen(port, host, resolve);
  });
  return server;
}
