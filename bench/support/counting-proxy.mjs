import { connect, createServer } from 'node:net';

/**
 * Stands between a service and PostgreSQL and counts what is run, by the name of the prepared statement or the text of the query.
 *
 * @param {import('./cleanup.mjs').Cleanup} cleanup
 * @param {string} databaseUrl
 */
export async function countStatements(cleanup, databaseUrl) {
  const target = new URL(databaseUrl);
  /** @type {Map<string, number>} */
  const counts = new Map();
  const count = (/** @type {string} */ statement) => counts.set(statement, (counts.get(statement) ?? 0) + 1);
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    let rest = Buffer.alloc(0);
    let hasStarted = false;
    /** Texts of statements without a name. */
    let unnamed = '';
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const head = hasStarted ? 1 : 0; // the first frame has no type
        if (rest.length < head + 4 || rest.length < head + rest.readUInt32BE(head)) return;
        const end = head + rest.readUInt32BE(head);
        const [type, body] = [hasStarted ? String.fromCharCode(rest[0] ?? 0) : '', rest.subarray(head + 4, end)];
        rest = rest.subarray(end);
        hasStarted = true;
        const texts = () => body.toString('utf8').split('\0');
        if (type === 'Q') count(texts()[0] ?? '');
        if (type === 'P' && texts()[0] === '') unnamed = texts()[1] ?? '';
        if (type === 'B') count(texts()[1] || unnamed);
      }
    });
    socket.pipe(upstream).pipe(socket);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ])
      one?.on('error', () => other?.destroy()).on('close', () => other?.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  cleanup.add(() => server.close());
  const url = new URL(databaseUrl);
  url.port = String(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  url.hostname = '127.0.0.1';
  return { url: url.href, counts };
}
