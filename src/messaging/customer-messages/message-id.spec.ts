import { describe, expect, test } from '@jest/globals';
import { FIRST_ID, idBefore, type IdLead, idLead, isCursor, LAST_ID, newMessageId } from './message-id.js';

const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('message ids', () => {
  test('are UUIDv7 that only grow, also within a millisecond', () => {
    const made = Array.from({ length: 20_000 }, () => newMessageId());
    for (const [index, { messageId, date }] of made.entries()) {
      expect(messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(date.getTime()).toBe(timeOf(messageId));
      if (index > 0) expect(messageId > (made[index - 1]?.messageId ?? '')).toBe(true);
    }
    // Otherwise the test would say nothing about ids of one millisecond.
    expect(new Set(made.map(({ date }) => date.getTime())).size).toBeLessThan(made.length / 2);
  });

  test('go on from where they were when the clock is set back, and dates tell the time', () => {
    const noon = Date.now() + 3_600_000;
    const made = [noon, noon - 500, noon - 1_800_000, noon - 1_800_000, noon - 1_799_999, noon + 1].map((now) => newMessageId(now));
    expect(made.map(({ date }) => date.getTime() - noon)).toEqual([0, -500, -1_800_000, -1_800_000, -1_799_999, 1]);
    expect(made.map(({ messageId }) => timeOf(messageId) - noon)).toEqual([0, 0, 0, 0, 0, 1]);
    const ids = made.map(({ messageId }) => messageId);
    expect(ids).toEqual(ids.toSorted());
  });

  test('that are ahead of dates by more than a second are said once for each time the clock was set back', () => {
    const start = Date.now() + 2 * 3_600_000;
    const leadAt = (now: number): IdLead | undefined => {
      newMessageId(now);
      return idLead();
    };
    const none = leadAt(start);
    expect([leadAt(start - 1_000), leadAt(start + 5), leadAt(start + 5 - 1_000)]).toEqual([none, none, none]);
    const first = leadAt(start - 10_000);
    expect(first).not.toBe(none);
    expect([first?.before, first && first.since.getTime() < start - 10_000]).toEqual([idBefore(start + 6), true]);
    // A clock that wavers or catches up needs no new record; one that is set back further does.
    for (const now of [start - 9_000, start - 11_000, start - 1, start + 4]) expect(leadAt(now)).toBe(first);
    const second = leadAt(start - 3_600_000);
    expect([second?.before, second && second.since.getTime() < start - 3_600_000]).toEqual([first?.before, true]);
    newMessageId(start + 60_000);
    expect(leadAt(start + 30_000)?.before).toBe(idBefore(start + 60_001));
  });

  test('lie between the bounds of their millisecond', () => {
    const { messageId, date } = newMessageId(Date.now() + 86_400_000);
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
