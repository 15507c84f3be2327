import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { ObpError } from '../errors/obp-error.js';
import { type Pace, SteadyBody } from './steady-body.js';

/** A body whose connection has carried as much as the test says. */
function bodyOf(pace: Pace): { body: PassThrough; connection: { bytesRead: number }; steady: SteadyBody } {
  const body = new PassThrough();
  const connection = { bytesRead: 1000 };
  return { body, connection, steady: new SteadyBody(body, connection, pace) };
}

/** Reads until something comes or the body ends. */
async function next(steady: SteadyBody): Promise<string | undefined> {
  for (;;) {
    const chunk = await steady.read();
    if (chunk === undefined) return undefined;
    if (chunk.length > 0) return String(chunk);
  }
}

const PATIENT: Pace = { silence: 60_000, bytesPerSecond: 1 };

describe('a steady body', () => {
  test('is read to its end', async () => {
    const { body, steady } = bodyOf(PATIENT);
    body.write('first');
    expect(await next(steady)).toBe('first');
    const waiting = next(steady);
    setImmediate(() => body.end('last'));
    expect(await waiting).toBe('last');
    expect(await next(steady)).toBeUndefined();
    expect(await next(steady)).toBeUndefined();
  });

  test('in a lull its reader is let do something else', async () => {
    const { steady } = bodyOf({ silence: 2_000, bytesPerSecond: 1 });
    expect(await steady.read()).toHaveLength(0);
  });

  test('is not waited for when nothing comes', async () => {
    const { steady } = bodyOf({ silence: 100, bytesPerSecond: 1 });
    await expect(next(steady)).rejects.toEqual(new ObpError('RequestTimeout', ' Nothing has come for 0.1 seconds.'));
  });

  test('is waited for while bytes come in of which nothing can be unpacked yet', async () => {
    const { body, connection, steady } = bodyOf({ silence: 200, bytesPerSecond: 1 });
    const packed = setInterval(() => connection.bytesRead++, 10);
    setTimeout(() => body.write('unpacked'), 500);
    expect(await next(steady)).toBe('unpacked');
    clearInterval(packed);
  });

  test('is not waited for when it only drips', async () => {
    const { body, connection, steady } = bodyOf({ silence: 200, bytesPerSecond: 10_000 });
    const dripping = setInterval(() => {
      connection.bytesRead++;
      body.write('.');
    }, 10);
    const readAll = async (): Promise<void> => {
      while ((await next(steady)) !== undefined);
    };
    await expect(readAll()).rejects.toEqual(new ObpError('RequestTimeout', ' It came slower than 10000 bytes a second.'));
    clearInterval(dripping);
  });

  test('the time of its reader does not count', async () => {
    const { body, steady } = bodyOf({ silence: 100, bytesPerSecond: 1_000_000 });
    body.write('first');
    expect(await next(steady)).toBe('first');
    await new Promise((resolve) => setTimeout(resolve, 250)); // longer than the silence that it may keep
    body.end('last');
    expect(await next(steady)).toBe('last');
    expect(await next(steady)).toBeUndefined();
  });

  test('fails with what the body fails with, or what its reader was told', async () => {
    const first = bodyOf(PATIENT);
    setImmediate(() => first.body.destroy(new Error('torn')));
    await expect(next(first.steady)).rejects.toThrow('torn');
    const second = bodyOf(PATIENT);
    setImmediate(() => second.steady.fail(new Error('told')));
    await expect(next(second.steady)).rejects.toThrow('told');
    const third = bodyOf(PATIENT);
    third.body.destroy();
    await expect(next(third.steady)).rejects.toBeInstanceOf(ObpError);
  });
});
