import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Requests whose client waits for `100 Continue` before it sends the body. */
const expecting = new WeakMap<IncomingMessage, ServerResponse>();

/**
 * RFC 9110, section 10.1.1: a client that waits for `100 Continue` gets it when its body is about to be read. Other expectations are
 * ignored.
 */
export function meetExpectations(server: Server): void {
  server.on('checkContinue', (request, response) => {
    expecting.set(request, response);
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response)); // may be ignored
}

/** Tells the client to send the body, if it is waiting for that. */
export function sayContinue(request: IncomingMessage): void {
  if (request.headers.expect === undefined) return;
  expecting.get(request)?.writeContinue();
  expecting.delete(request);
}

/** Whether the client has not been told to send the body: then it may never send it. */
export const isExpecting = (request: IncomingMessage): boolean => request.headers.expect !== undefined && expecting.has(request);
