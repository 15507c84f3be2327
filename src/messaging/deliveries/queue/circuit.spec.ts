import { describe, expect, test } from '@jest/globals';
import { Circuit } from './circuit.js';

/** Milliseconds until an open circuit lets one message through. */
const REST = 15_000;

function circuit(): { circuit: Circuit; changes: boolean[]; pass(milliseconds: number): void; answer(...good: boolean[]): void } {
  let now = 0;
  const changes: boolean[] = [];
  const made = new Circuit(
    (isOpen) => changes.push(isOpen),
    () => now,
  );
  return {
    circuit: made,
    changes,
    pass: (milliseconds) => void (now += milliseconds),
    answer: (...good) => good.forEach((one) => made.answered(one)),
  };
}

const times = (count: number, good: boolean): boolean[] => Array.from({ length: count }, () => good);

describe('a circuit', () => {
  test('opens at ten failures of the last twenty answers, and is told so once', () => {
    const { circuit: one, changes, answer } = circuit();
    answer(...times(9, false), ...times(11, true), ...times(9, false));
    expect([one.isOpen, one.allowance, one.probe()]).toEqual([false, Infinity, false]);
    answer(false);
    expect([one.isOpen, one.allowance]).toEqual([true, 0]);
    answer(...times(30, false), true);
    expect([one.isOpen, changes]).toEqual([true, [true]]);
  });

  test('lets one through after its rest, whose answer closes it or lets it rest again', () => {
    const { circuit: one, changes, answer, pass } = circuit();
    answer(...times(10, false));
    pass(REST - 1);
    expect(one.allowance).toBe(0);
    pass(1);
    expect([one.allowance, one.probe(), one.allowance]).toEqual([1, true, 0]);
    answer(false);
    expect(one.allowance).toBe(0);
    pass(REST);
    expect([one.allowance, one.probe()]).toEqual([1, true]);
    answer(true);
    expect([one.isOpen, one.allowance, changes]).toEqual([false, Infinity, [true, false]]);
    answer(...times(9, false));
    expect(one.isOpen).toBe(false); // what was before is forgotten
  });

  test('lets another through where the one to see was not sent, or there was none', () => {
    const { circuit: one, answer, pass } = circuit();
    answer(...times(10, false));
    pass(REST);
    one.probe();
    one.released();
    expect([one.isOpen, one.allowance]).toEqual([true, 1]);
  });

  test('is not closed by the answer to a message that was sent before it opened', () => {
    const { circuit: one, answer, pass } = circuit();
    answer(...times(10, false), true);
    expect(one.isOpen).toBe(true);
    pass(REST);
    answer(true);
    expect([one.isOpen, one.allowance]).toEqual([true, 1]);
  });
});
