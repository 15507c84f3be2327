import { EventEmitter, once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { InboxStream } from './inbox-stream.js';
import { SeenMessages } from './seen-messages.js';

const TEXT = 'x'.repeat(1_024);

describe('a stream', () => {
  const open = (): { stream: InboxStream; socket: EventEmitter; ends: () => number } => {
    const socket = new EventEmitter();
    const stream = new InboxStream(
      { raw: { socket } } as unknown as FastifyRequest,
      'user',
      'session',
      SeenMessages.since(undefined),
      (item) => item,
    );
    let ends = 0;
    stream.onEnd(() => ends++);
    return { stream, socket, ends: () => ends };
  };

  test('whose reader takes nothing is cut, and nothing of it is left', async () => {
    const { stream, socket, ends } = open();
    let written = 0;
    for (; stream.isOpen && written < 10_000; written++) stream.event('message', { text: TEXT });
    expect(written * TEXT.length).toBeGreaterThan(200 * 1024);
    expect(written * TEXT.length).toBeLessThan(300 * 1024);
    await once(stream.body, 'close');
    expect([stream.body.destroyed, ends(), socket.listenerCount('end')]).toEqual([true, 1, 0]);
  });

  test('lets who writes much wait for its reader, who gets all of it', async () => {
    const { stream, ends } = open();
    let read = 0;
    let written = 0;
    stream.body.on('data', (part: Buffer) => (read += part.length)).pause();
    setImmediate(() => stream.body.resume());
    for (let index = 0; index < 1_000; index++) {
      expect(await stream.hasRoom()).toBe(true);
      stream.event('message', { text: TEXT });
      written += `event: message\ndata: ${JSON.stringify({ text: TEXT })}\n\n`.length;
    }
    stream.end();
    await once(stream.body, 'close');
    expect([read, ends()]).toEqual([written, 1]);
  });

  test.each(['end', 'destroy'] as const)('that is over (%s) lets nobody wait', async (how) => {
    const { stream } = open();
    while (stream.body.readableLength < stream.body.readableHighWaterMark) stream.event('message', { text: TEXT });
    const waiting = stream.hasRoom();
    if (how === 'end') stream.end();
    else stream.body.destroy();
    expect(await waiting).toBe(false);
  });

  test('whose reader closes its side ends', () => {
    const { stream, socket } = open();
    socket.emit('end');
    expect(stream.isOpen).toBe(false);
  });
});
