// A gateway that takes everything. It knows keys: what comes again under one is answered as before, and is not sent again.
import { createServer } from 'node:http';
import { Taken } from './taken.mjs';

const isSilent = process.argv.includes('silent');
const taken = new Taken();
let last = 0;
const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    taken.add(() => ({ text: JSON.parse(Buffer.concat(parts).toString()).text, key: String(request.headers['idempotency-key']) }));
    if (isSilent) return;
    const body = `{"id":"${++last}"}`;
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
