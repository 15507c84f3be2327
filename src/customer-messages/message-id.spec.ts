import { describe, expect, test } from '@jest/globals';
import { FIRST_ID, idBefore, isCursor, LAST_ID, newMessageId } from './message-id.js';

const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('message ids', () => {
  test('are UUIDv7 that only grow, also within a millisecond', () => {
    const made = Array.from({ length: 20_000 }, newMessageId);
    for (const [index, { messageId, date }] of made.entries()) {
      expect(messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(date.getTime()).toBe(timeOf(messageId));
      if (index > 0) expect(messageId > (made[index - 1]?.messageId ?? '')).toBe(true);
    }
    // Otherwise the test would say nothing about ids of one millisecond.
    expect(new Set(made.map(({ date }) => date.getTime())).size).toBeLessThan(made.length / 2);
  });

  test('lie between the bounds of their millisecond', () => {
    const { messageId, date } = newMessageId();
    expect(idBefore(date.getTime()) < messageId).toBe(true);
    expect(idBefore(date.getTime() + 1) > messageId).toBe(true);
    expect(FIRST_ID < messageId && messageId < LAST_ID).toBe(true);
  });

  test.each([-1, Number.MIN_SAFE_INTEGER, 0])('no time is before the first id: %i', (time) => {
    expect(idBefore(time)).toBe(FIRST_ID);
  });

  test('no time is after the last id', () => {
    expect(idBefore(Number.MAX_SAFE_INTEGER) < LAST_ID).toBe(true);
    expect(idBefore(Date.UTC(9999, 11, 31)) < idBefore(Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  test.each(['', 'x', '0', `${FIRST_ID}0`, FIRST_ID.replaceAll('-', ''), `{${FIRST_ID}}`, "'; --"])('%j is no cursor', (text) => {
    expect(isCursor(text)).toBe(false);
  });

  test('an id is one, in either case', () => {
    const { messageId } = newMessageId();
    expect([isCursor(messageId), isCursor(messageId.toUpperCase())]).toEqual([true, true]);
  });
});
