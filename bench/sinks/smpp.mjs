// A message centre that takes everything, and sends a receipt for each message if it is told to. It knows no keys.
import { createServer } from 'node:net';
import { Taken } from './taken.mjs';

const [receipts, silent] = ['receipts', 'silent'].map((mode) => process.argv.includes(mode));
const taken = new Taken();
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

/** The text of a submit_sm of one part. @type {(frame: Buffer) => string} */
const textOf = (frame) => {
  let at = 16;
  const skip = (/** @type {number} */ octets = 0) => (at = frame.indexOf(0, at) + 1 + octets);
  skip(2); // service type; type and plan of the source
  skip(2); // source; type and plan of the destination
  skip(3); // destination; esm_class, protocol, priority
  skip(); // scheduled
  skip(4); // validity; registered, replace, coding, stored message
  return frame.toString('latin1', at + 1, at + 1 + (frame[at] ?? 0));
};

let last = Date.now() * 1000; // ids that no sink before has given
const server = createServer((socket) => {
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const octets = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const out = [];
    let at = 0;
    while (octets.length - at >= 16 && octets.length - at >= octets.readUInt32BE(at)) {
      const [command, sequence] = [octets.readUInt32BE(at + 4), octets.readUInt32BE(at + 12)];
      const frame = octets.subarray(at, at + octets.readUInt32BE(at));
      at += frame.length;
      if (command >= ANSWER) continue;
      if (command === SUBMIT) {
        taken.add(() => ({ text: textOf(frame), key: '' }));
        if (silent) continue;
      }
      const id = String(++last);
      out.push(pdu((ANSWER | command) >>> 0, sequence, Buffer.from(`${id}\0`)));
      if (receipts && command === SUBMIT) out.push(pdu(DELIVER, sequence, receiptOf(id)));
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
