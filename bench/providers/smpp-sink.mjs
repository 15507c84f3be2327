// A message centre that takes everything, and sends a receipt for each message if it is told to. It runs in a process of its own.
import { createServer } from 'node:net';

const receipts = process.argv[2] === 'receipts';
const DELIVER = 5;
const SUBMIT = 4;
const ANSWER = 0x80000000;

/** @type {(command: number, sequence: number, body: Buffer) => Buffer} */
const pdu = (command, sequence, body) => {
  const frame = Buffer.alloc(16 + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(command, 4);
  frame.writeUInt32BE(sequence, 12);
  body.copy(frame, 16);
  return frame;
};

/** @type {(id: string) => Buffer} */
const receiptOf = (id) => {
  const text = `id:${id} sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 stat:DELIVRD err:000 text:`;
  const head = Buffer.from('\0\x01\x0134600000001\0\x01\x0134911\0\x04\0\0\0\0\0\0\0\0', 'latin1');
  return Buffer.concat([head, Buffer.of(text.length), Buffer.from(text, 'latin1')]);
};

let last = 0;
const server = createServer((socket) => {
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const octets = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const out = [];
    let at = 0;
    while (octets.length - at >= 16 && octets.length - at >= octets.readUInt32BE(at)) {
      const [command, sequence] = [octets.readUInt32BE(at + 4), octets.readUInt32BE(at + 12)];
      at += octets.readUInt32BE(at);
      if (command >= ANSWER) continue;
      const id = String(++last);
      out.push(pdu((ANSWER | command) >>> 0, sequence, Buffer.from(`${id}\0`)));
      if (receipts && command === SUBMIT) out.push(pdu(DELIVER, last, receiptOf(id)));
    }
    rest = Buffer.from(octets.subarray(at));
    if (out.length > 0) socket.write(Buffer.concat(out));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
