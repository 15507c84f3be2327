import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { clientAddress } from './client-address.js';
import { requestIdOf } from './request-id.js';

/** What was written to a connection that had not sent HTTP, or had not finished in time. */
interface Refusal {
  readonly status: number;
  readonly correlationId: string;
}

/** What is known about a connection. */
interface Connection {
  /** Bytes at the end of the previous request. */
  read: number;
  written: number;
  /** Where its latest request came from, and the written form: behind a proxy this differs from request to request. */
  client: string | undefined;
  address: string;
}

/**
 * One line for each request, after its answer or when the connection ended without one (decision 62): who, what, how long, how
 * much. It contains neither path nor query, since paths contain ids of people: the operation says what was called.
 */
export class AccessLog {
  private readonly connections = new WeakMap<Socket, Connection>();
  private readonly refusals = new WeakMap<Socket, Refusal>();

  constructor(private readonly logger: Pick<Logger, 'info'>) {}

  /**
   * Call this when a request has begun.
   *
   * @param client where it comes from, as in `FastifyRequest.client`.
   */
  follow(request: FastifyRequest, reply: FastifyReply, client: string): void {
    const began = performance.now();
    const { socket } = request.raw;
    const address = this.addressOf(socket, client); // a connection that has ended no longer knows its address
    reply.raw.once('close', () => {
      const { raw } = reply;
      const { caller } = request;
      const refusal = raw.writableFinished ? undefined : this.refusals.get(socket);
      if (refusal !== undefined) this.refusals.delete(socket);
      this.write(socket, {
        correlationId: refusal?.correlationId ?? request.id,
        requestId: requestIdOf(request),
        method: request.method,
        operationId: request.routeOptions.config.operationId,
        status: refusal?.status ?? (raw.headersSent ? raw.statusCode : undefined),
        aborted: raw.writableFinished || refusal !== undefined ? undefined : true,
        duration: since(began),
        userId: caller?.userId,
        consumerId: caller?.consumerId,
        sessionId: caller?.sessionId,
        address,
      });
    });
  }

  /** Call this when a connection error is answered. There is no request then, or an incomplete one. */
  refuse(socket: Socket, status: number, correlationId: string): void {
    this.refusals.set(socket, { status, correlationId });
    const began = performance.now();
    const address = this.addressOf(socket, socket.remoteAddress ?? '');
    // A running request has taken it by then.
    socket.once('close', () => {
      if (this.refusals.delete(socket))
        this.write(socket, { correlationId, requestId: correlationId, status, duration: since(began), address });
    });
  }

  private addressOf(socket: Socket, client: string): string {
    const connection = this.connectionOf(socket);
    if (connection.client === client) return connection.address;
    connection.client = client;
    return (connection.address = clientAddress({ client }));
  }

  private connectionOf(socket: Socket): Connection {
    const known = this.connections.get(socket);
    if (known !== undefined) return known;
    const connection = { read: 0, written: 0, client: undefined, address: '' };
    this.connections.set(socket, connection);
    return connection;
  }

  /** The bytes since the previous line: with pipelined requests, the first line has the bytes of all. */
  private write(socket: Socket, fields: Record<string, string | number | boolean | undefined>): void {
    const connection = this.connectionOf(socket);
    const { bytesRead, bytesWritten } = socket;
    this.logger.info({ ...fields, bytesIn: bytesRead - connection.read, bytesOut: bytesWritten - connection.written }, 'access');
    connection.read = bytesRead;
    connection.written = bytesWritten;
  }
}

/** Milliseconds, to the microsecond. */
const since = (began: number): number => Math.round((performance.now() - began) * 1000) / 1000;
