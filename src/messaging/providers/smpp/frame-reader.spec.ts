import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameLost, FrameReader } from './frame-reader.js';
import { encodePdu } from './pdu.js';

test('frames are the same however they are cut on their way', () => {
  const frames = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(frames, fc.array(fc.nat(2000), { maxLength: 40 }), (bodies, cuts) => {
      const sent = bodies.map((body, at) => encodePdu(4, 0, at + 1, Buffer.from(body)));
      const stream = Buffer.concat(sent);
      const ends = [...new Set([...cuts, stream.length])].filter((end) => end > 0 && end <= stream.length).sort((a, b) => a - b);
      const reader = new FrameReader();
      const read = ends.flatMap((end, at) => [...reader.read(stream.subarray(ends[at - 1] ?? 0, end))]);
      expect(read.map((frame) => frame.toString('hex'))).toEqual(sent.map((frame) => frame.toString('hex')));
    }),
  );
});

test.each([0, 15, 70_001, 0xffff_ffff])('a frame of %i octets is lost as soon as its length is known', (length) => {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(length);
  const reader = new FrameReader();
  expect([...reader.read(header.subarray(0, 3))]).toEqual([]);
  expect(() => [...reader.read(header.subarray(3))]).toThrow(FrameLost);
});
