import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { clientAddress } from './client-address.js';
import { requestIdOf } from './request-id.js';

/** What was written to a connection that had sent no HTTP, or no more in time. */
interface Refusal {
  readonly status: number;
  readonly correlationId: string;
}

/** What is known of a connection. */
interface Connection {
  /** Bytes at the end of the request before. */
  read: number;
  written: number;
  /** Where its latest request came from, and how that is written: behind a proxy they differ from request to request. */
  client: string | undefined;
  address: string;
}

/**
 * One line for each request, after its answer or when the connection ended without one (decision 62): who, what, how long, how
 * much. Neither path nor query is in it, since ids of people are part of paths here: the operation says what was called.
 */
export class AccessLog {
  private readonly connections = new WeakMap<Socket, Connection>();
  private readonly refusals = new WeakMap<Socket, Refusal>();

  constructor(private readonly logger: Pick<Logger, 'info'>) {}

  /**
   * Call this when a request has begun.
   *
   * @param client where it comes from, as `FastifyRequest.client` says it.
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

  /** Call this when the error of a connection is answered. There is no request then, or one that is broken off. */
  refuse(socket: Socket, status: number, correlationId: string): void {
    this.refusals.set(socket, { status, correlationId });
    const began = performance.now();
    const address = this.addressOf(socket, socket.remoteAddress ?? '');
    // A request that was running has taken it by then.
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

  /** The bytes are those since the line before: of pipelined requests the first has what came for all. */
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
