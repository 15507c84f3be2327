import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request whose body the route reads at its own pace. */
interface Reader {
  /** What came after the head of the request and was not HTTP. */
  failure: Error | undefined;
  /** Undefined until the body is read. */
  tell: ((failure: Error) => void) | undefined;
}

const readers = new WeakMap<Duplex, Reader>();

/**
 * Lets the reader of a body handle failures in the rest of it, so that an answer about the earlier part is not lost. Until somebody reads
 * it, the body has to arrive in time like any other.
 */
export function expectReader(connection: Duplex, response: ServerResponse): void {
  const reader: Reader = { failure: undefined, tell: undefined };
  readers.set(connection, reader);
  response.once('close', () => {
    if (readers.get(connection) === reader) readers.delete(connection);
    if (reader.failure !== undefined) connection.end(); // nobody can tell where the next request begins
  });
}

/** Begins to read at the reader's own pace. @param tell is called with input that is not HTTP. */
export function readAtOwnPace(connection: Duplex, tell: (failure: Error) => void): void {
  const reader = readers.get(connection);
  if (reader === undefined) return;
  reader.tell = tell;
  if (reader.failure !== undefined) tell(reader.failure);
}

/** @returns whether the reader handles the failure of a connection. */
export function leftToReader(failure: NodeJS.ErrnoException, connection: Duplex): boolean {
  const reader = readers.get(connection);
  if (reader === undefined) return false;
  if (failure.code === 'ERR_HTTP_REQUEST_TIMEOUT') return reader.tell !== undefined;
  reader.failure ??= failure;
  reader.tell?.(failure);
  return true;
}
