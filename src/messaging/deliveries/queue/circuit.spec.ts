import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Answered, Circuit, type Failing } from './circuit.js';

const good: Answered = { isGood: true, code: '', milliseconds: 5 };
const bad = (code = 'ECONNREFUSED'): Answered => ({ isGood: false, code, milliseconds: 5 });
const slow: Answered = { ...good, milliseconds: 2_000 };
const times = (count: number, answer: Answered): Answered[] => Array.from({ length: count }, () => answer);

/** What is said after the last of these answers. */
function after(answers: readonly Answered[], slowAfter = 1_000): Failing | undefined {
  const circuit = new Circuit();
  return answers.map((answer) => circuit.add(answer, slowAfter)).at(-1);
}

describe('a circuit', () => {
  test('opens at ten failures of the last twenty answers, and says which', () => {
    expect(after([...times(9, bad()), ...times(11, good), ...times(9, bad())])).toBeUndefined();
    expect(after([...times(6, bad()), ...times(10, good), ...times(4, bad('HTTP 503'))])).toEqual({
      reason: 'failures',
      codes: { ECONNREFUSED: 6, 'HTTP 503': 4 },
    });
  });

  test('opens where more than one in twenty answers is too slow, but not after a few', () => {
    expect(after(times(19, slow))).toBeUndefined();
    expect(after([...times(95, good), ...times(5, slow)])).toBeUndefined();
    expect(after([...times(94, good), ...times(6, slow)])).toEqual({ reason: 'slow', codes: {} });
    expect(after(times(20, slow))).toEqual({ reason: 'slow', codes: {} });
    expect(after([...times(5, slow), ...times(95, good), ...times(5, slow)])).toBeUndefined(); // of a hundred
    expect(after(times(100, slow), Infinity)).toBeUndefined();
  });

  test('forgets what was before it opened', () => {
    const circuit = new Circuit();
    times(10, bad()).forEach((answer) => circuit.add(answer, 1_000));
    circuit.clear();
    expect(times(9, bad()).map((answer) => circuit.add(answer, 1_000))).toEqual(times(9, bad()).map(() => undefined));
    times(10, slow).forEach((answer) => circuit.add(answer, 1_000));
    circuit.clear();
    expect(times(19, slow).map((answer) => circuit.add(answer, 1_000))).toEqual(times(19, slow).map(() => undefined));
  });

  test('does not open for what is about messages alone', () => {
    fc.assert(fc.property(fc.nat(300), (count) => expect(after(times(count, good))).toBeUndefined()));
  });
});
