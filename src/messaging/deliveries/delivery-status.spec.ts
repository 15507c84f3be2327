import { expect, test } from '@jest/globals';
import { DELIVERY_STATUSES, END_STATUSES, mayFollow, NEXT_STATUSES, statusesBefore } from './delivery-status.js';

test('what may follow what', () => {
  for (const from of DELIVERY_STATUSES) {
    for (const to of DELIVERY_STATUSES) {
      expect(mayFollow(from, to)).toBe((NEXT_STATUSES[from] as readonly string[]).includes(to));
      expect(statusesBefore(to).includes(from)).toBe(mayFollow(from, to));
    }
    expect(mayFollow(from, from)).toBe(false);
  }
  expect(statusesBefore('delivered')).toEqual(['sent', 'unknown', 'failed']);
  expect(statusesBefore('queued')).toEqual(['scheduled', 'sending', 'unknown', 'dead', 'suppressed']);
});

test('an end is left only by a late receipt, and by a re-drive', () => {
  const left = [...END_STATUSES].flatMap((end) => NEXT_STATUSES[end].map((next) => [end, next]));
  expect(left).toEqual([
    ['failed', 'delivered'],
    ['suppressed', 'queued'],
    ['dead', 'queued'],
  ]);
});

test('only what waits is suppressed', () => {
  expect(statusesBefore('suppressed')).toEqual(['queued', 'retrying']);
});

test('from every status an end can be reached', () => {
  for (const start of DELIVERY_STATUSES) {
    const reached = new Set([start]);
    for (const one of reached) for (const next of NEXT_STATUSES[one]) reached.add(next);
    expect([...reached].some((one) => END_STATUSES.has(one))).toBe(true);
  }
});
