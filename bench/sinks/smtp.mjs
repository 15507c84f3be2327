// A server of mail that takes everything.
import { createServer } from 'node:net';
import { Taken } from './taken.mjs';

const isSilent = process.argv.includes('silent');
const taken = new Taken();
const server = createServer((socket) => {
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
      if (isContent) {
        taken.add(() => ({ text: line, key: /^Message-ID: (.*)$/im.exec(line)?.[1] ?? '' }));
        if (!isSilent) out += '250 2.0.0 taken\r\n';
      } else if (line.startsWith('EHLO')) out += '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
      else out += line === 'DATA' ? '354 go ahead\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 2.0.0 ok\r\n';
      isContent = line === 'DATA' && !isContent;
    }
    if (out !== '') socket.write(out);
  });
  socket.write('220 sink\r\n');
});
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
