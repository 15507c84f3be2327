// A server of mail, or a gateway, that takes everything. It runs in a process of its own: node smtp-http-sink.mjs smtp|http
import { createServer as createGateway } from 'node:http';
import { createServer } from 'node:net';

let last = 0;
const gateway = createGateway((request, response) => {
  request.resume().on('end', () => {
    const body = `{"id":"${++last}"}`;
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});

const mail = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  let rest = '';
  let isContent = false;
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    let out = '';
    for (;;) {
      const mark = isContent ? '\r\n.\r\n' : '\r\n';
      const end = rest.indexOf(mark);
      if (end < 0) break;
      const line = rest.slice(0, end);
      rest = rest.slice(end + mark.length);
      if (isContent) out += '250 2.0.0 taken\r\n';
      else if (line.startsWith('EHLO')) out += '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
      else out += line === 'DATA' ? '354 go ahead\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 2.0.0 ok\r\n';
      isContent = line === 'DATA' && !isContent;
    }
    if (out !== '') socket.write(out);
  });
  socket.write('220 sink\r\n');
});

const server = process.argv[2] === 'smtp' ? mail : gateway;
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
