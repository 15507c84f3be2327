import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BODY_LIMITS } from './body-limits.js';
import { isExpecting } from './expectations.js';

/** Bytes that a stranger and a known caller may still send on a closing connection until they notice. */
const LINGER = { stranger: 1_048_576, caller: 33_554_432 } as const;
/** Milliseconds that this may take. */
const LINGER_FOR = 5_000;

/**
 * Handles an answer that is given before the whole request has arrived. If the rest is small, it is read and the connection stays open; if
 * it is large or of unknown size, the connection ends.
 */
export function endUnlessRead(request: FastifyRequest, reply: FastifyReply): void {
  const { raw, headers } = request;
  if (raw.complete) return;
  const chunked = headers['transfer-encoding'] !== undefined;
  const small = !chunked && Number(headers['content-length'] ?? 0) <= BODY_LIMITS.stranger;
  if (small && !isExpecting(raw) && !reply.hasHeader('connection')) return;
  reply.header('connection', 'close');
  const most = request.caller === undefined ? LINGER.stranger : LINGER.caller;
  raw.socket.destroySoon = () => linger(raw.socket, most);
}

/**
 * Closes a connection whose client is still sending. If it were closed at once, the client would get a reset and not read the answer. So
 * our side ends, and what still comes is dropped for a while (RFC 9112, section 9.6).
 */
function linger(socket: Socket, most: number): void {
  let bytes = 0;
  const timer = setTimeout(() => socket.destroy(), LINGER_FOR);
  socket.removeAllListeners('data'); // what still comes is no longer a request
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most) socket.destroy();
  });
  socket.once('close', () => clearTimeout(timer));
  socket.end();
  socket.resume();
}
