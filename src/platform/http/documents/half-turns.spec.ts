import { describe, expect, test } from '@jest/globals';
import { SetClock } from '../../../../test/support/set-clock.js';
import { HalfTurns } from './half-turns.js';

describe('turns', () => {
  test('are taken one at a time, each followed by a pause as long as it took', async () => {
    const clock = new SetClock();
    const turns = new HalfTurns(clock);
    const names = await Promise.all([
      turns.take(() => clock.work('a', 30)),
      turns.take(() => clock.work('b', 500)),
      turns.take(() => clock.work('c', 1)),
    ]);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(clock.events).toEqual(['a 30', 'pause 30', 'over', 'b 500', 'pause 500', 'over', 'c 1', 'pause 1']);
  });

  test('pause after what fails too, and tell who asked', async () => {
    const clock = new SetClock();
    const turns = new HalfTurns(clock);
    const fail = (): never => {
      clock.work('a', 20);
      throw new TypeError('a defect');
    };
    await expect(turns.take(fail)).rejects.toThrow(TypeError);
    expect(await turns.take(() => clock.work('b', 5))).toBe('b');
    expect(clock.events.slice(0, 4)).toEqual(['a 20', 'pause 20', 'over', 'b 5']);
  });

  test('are refused where a hundred wait', async () => {
    const { promise: pause, resolve: end } = withResolvers();
    const turns = new HalfTurns({ now: () => 0, sleep: () => pause });
    await turns.take(() => 'the first, after which there is a pause');
    const waiting = Array.from({ length: 100 }, (_, turn) => turns.take(() => turn));
    expect(() => turns.take(() => 'one more')).toThrow('OBP-10040');
    end();
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 100 }, (_, turn) => turn));
  });
});

/** As `Promise.withResolvers`, which Node has from 22 on. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
