import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request whose body the route reads at its own pace. */
interface Reader {
  /** What came in after the head of the request and was not HTTP. */
  failure: Error | undefined;
  /** Undefined until the body is read. */
  tell: ((failure: Error) => void) | undefined;
}

const readers = new WeakMap<Duplex, Reader>();

/**
 * Leaves it to the reader of a body to handle what goes wrong with the rest of it, so that an answer about the earlier part is not lost.
 * Until somebody reads it, it has to arrive in time like any other.
 */
export function expectReader(connection: Duplex, response: ServerResponse): void {
  const reader: Reader = { failure: undefined, tell: undefined };
  readers.set(connection, reader);
  response.once('close', () => {
    if (readers.get(connection) === reader) readers.delete(connection);
    if (reader.failure !== undefined) connection.end(); // where the next request begins nobody can say
  });
}

/** Begins to read at a pace of one's own. @param tell is told what comes in that is not HTTP. */
export function readAtOwnPace(connection: Duplex, tell: (failure: Error) => void): void {
  const reader = readers.get(connection);
  if (reader === undefined) return;
  reader.tell = tell;
  if (reader.failure !== undefined) tell(reader.failure);
}

/** @returns whether the failure of a connection is its reader's business. */
export function leftToReader(failure: NodeJS.ErrnoException, connection: Duplex): boolean {
  const reader = readers.get(connection);
  if (reader === undefined) return false;
  if (failure.code === 'ERR_HTTP_REQUEST_TIMEOUT') return reader.tell !== undefined;
  reader.failure ??= failure;
  reader.tell?.(failure);
  return true;
}
