import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Candidate, choose, Places } from './provider-choice.js';

const candidate = (id: string, { rank = 0, weight = 1, window = 10, used = 0, part = 1 } = {}): Candidate => {
  const places = new Places(window);
  places.take(used);
  return { open: { providerId: id } as never, places, route: { provider_id: id, rank, weight }, isProbe: false, isSlowed: false, part };
};
const chosen = (candidates: Candidate[], random?: number): string | undefined => choose(candidates, 'normal', random)?.route.provider_id;

describe('who sends next', () => {
  test('is of the first rank, also while that is busy; the next rank is for when the first cannot', () => {
    expect(chosen([candidate('second', { rank: 1 }), candidate('first')])).toBe('first');
    expect(chosen([candidate('second', { rank: 1 }), candidate('first', { used: 9 })])).toBeUndefined();
    expect(chosen([candidate('second', { rank: 1 })])).toBe('second');
    expect(chosen([])).toBeUndefined();
  });

  test('is chosen by weight among those with a free place', () => {
    const both = [candidate('a', { weight: 1 }), candidate('b', { weight: 3 })];
    expect([0, 0.24, 0.26, 0.99, 1].map((random) => chosen(both, random))).toEqual(['a', 'a', 'b', 'b', 'b']);
    expect(chosen([candidate('a'), candidate('b', { used: 10 })], 0.99)).toBe('a');
  });

  test('gets back its messages little by little: the rest is for the others of its rank, else for the next', () => {
    const recovering = candidate('a', { part: 0.25 });
    expect([0.1, 0.3, 0.9].map((random) => chosen([recovering, candidate('b')], random))).toEqual(['a', 'b', 'b']);
    const next = candidate('next', { rank: 1 });
    expect([0.1, 0.3, 0.9].map((random) => chosen([recovering, next], random))).toEqual(['a', 'next', 'next']);
    expect([0.1, 0.9].map((random) => chosen([recovering], random))).toEqual(['a', 'a']);
    expect([0.1, 0.9].map((random) => chosen([recovering, candidate('b'), next], random))).toEqual(['a', 'b']);
  });

  test('is somebody whenever one of the first rank has a place', () => {
    const any = fc.record({ rank: fc.nat(2), weight: fc.integer({ min: 1, max: 100 }), used: fc.nat(12) });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, random) => {
        const first = Math.min(...all.map(({ rank }) => rank));
        const found = choose(
          all.map((one, index) => candidate(String(index), one)),
          'normal',
          random,
        );
        expect(found !== undefined).toBe(all.some(({ rank, used }) => rank === first && used < 9));
        if (found !== undefined) expect([found.route.rank, found.places.free('normal') > 0]).toEqual([first, true]);
      }),
    );
  });
});

describe('the places of a window', () => {
  test('something is left for what is more urgent, and the least window lets one through', () => {
    const places = new Places(100);
    expect([places.free('high'), places.free('normal'), places.free('bulk')]).toEqual([100, 90, 75]);
    places.take(80);
    expect([places.free('high'), places.free('normal'), places.free('bulk')]).toEqual([20, 10, 0]);
    expect((['high', 'normal', 'bulk'] as const).map((urgency) => new Places(1).free(urgency))).toEqual([1, 1, 1]);
  });

  test('who waits is woken in the order of urgency; who has cancelled is not', async () => {
    const places = new Places(4);
    places.take(4);
    const woken: string[] = [];
    const waits = (['bulk', 'normal', 'high'] as const).map((urgency) => {
      const wait = places.wait(urgency);
      void wait.freed.then(() => woken.push(urgency));
      return wait;
    });
    waits[1]?.cancel();
    places.give(4);
    await waits[0]?.freed;
    expect(woken).toEqual(['high', 'bulk']);
  });

  test('few places are given a moment to become more, and then wake too', async () => {
    const places = new Places(100);
    places.take(100);
    const { freed } = places.wait('normal');
    const started = performance.now();
    places.give(1);
    await freed;
    expect(performance.now() - started).toBeGreaterThan(10);
  });
});
