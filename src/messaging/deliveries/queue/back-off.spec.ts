import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askedPause, backOff, pause } from './back-off.js';

const random = fc.double({ min: 0, max: 1, noNaN: true });

test('a message waits longer after each try that counts, up to eight hours', () => {
  const longest = Array.from({ length: 12 }, (_, index) => backOff(index + 1, 1) / 1000);
  expect(longest).toEqual([5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800, 28_800, 28_800]);
  expect(backOff(1, 0)).toBe(2_500);
});

test('what is nobody’s fault is tried again soon at first, and at least every five minutes later', () => {
  expect([0, 9, 10, 11, 12, 16, 30_000].map((before) => pause(undefined, before, 0))).toEqual([
    5_000, 5_000, 10_000, 20_000, 40_000, 300_000, 300_000,
  ]);
  expect(pause(2_000, 0, 0)).toBe(2_000);
  expect(pause(2_000, 20, 0)).toBe(300_000);
  expect(pause(900_000, 20, 0)).toBe(900_000);
});

test('72 hours of a provider that is away are fewer tries than a smallint counts, whatever it asks for', () => {
  for (const asks of [undefined, 0, 1_000]) {
    let tries = 0;
    for (let passed = 0; passed < 72 * 3_600_000; tries++) passed += pause(asks, tries, 0);
    expect(tries).toBeLessThan(1_000);
  }
});

test('nothing that a provider asks for makes a wait that cannot be stored', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.constant(undefined)), fc.nat(100_000), random, (asks, before, chance) => {
      for (const wait of [pause(asks, before, chance), askedPause(asks, chance), backOff(before + 1, chance)]) {
        if (wait === undefined) continue;
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(1_000);
        expect(wait).toBeLessThanOrEqual(28_800_000);
      }
    }),
  );
  expect([askedPause(undefined), askedPause(NaN), askedPause(-1, 0), askedPause(Infinity, 0)]).toEqual([
    undefined,
    undefined,
    1_000,
    3_600_000,
  ]);
});
