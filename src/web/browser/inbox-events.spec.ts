import { describe, expect, test } from '@jest/globals';
import { readWhileAlive, takeEvents } from './inbox-events.js';

describe('a stream of events', () => {
  test('is read to its end, and an event that came in pieces is whole', async () => {
    const parts = ['id: 1\nevent: mess', 'age\ndata: {}\n', '\n: alive\n\nevent: ready\ndata: {"resumed":true}\n\nid: 2'];
    const events: object[] = [];
    let text = '';
    const stream = new ReadableStream<string>({
      start: (controller) => {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    });
    await readWhileAlive(stream, 30_000, (part) => {
      text = takeEvents(text + part, (event) => events.push(event));
    });
    expect([events, text]).toEqual([
      [
        { id: '1', name: 'message', data: '{}' },
        { id: '', name: 'ready', data: '{"resumed":true}' },
      ],
      'id: 2',
    ]);
  });

  test('that says nothing more is left, and cancelled', async () => {
    const heard: string[] = [];
    let cancelled = false;
    const silent = new ReadableStream<string>({
      start: (controller) => controller.enqueue('first'),
      cancel: () => void (cancelled = true),
    });
    await readWhileAlive(silent, 20, (part) => heard.push(part));
    expect([heard, cancelled]).toEqual([['first'], true]);
  });

  test('that breaks says so', async () => {
    const broken = new ReadableStream<string>({ start: (controller) => controller.error(new Error('broken')) });
    await expect(readWhileAlive(broken, 30_000, () => undefined)).rejects.toThrow('broken');
  });
});
