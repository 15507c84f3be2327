import { describe, expect, test } from '@jest/globals';
import { isTimeZone, quietUntil } from './quiet-hours.js';

const NIGHT = { from: '22:00', until: '07:00' };

const end = (now: string, zone: string, window = NIGHT): string | undefined => {
  const until = quietUntil(Date.parse(now), zone, window);
  return until === undefined ? undefined : new Date(until).toISOString();
};

describe('a window over midnight', () => {
  test.each([
    ['2026-01-10T20:59:59.999Z', undefined],
    ['2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['2026-01-11T00:30:00Z', '2026-01-11T06:00:00.000Z'],
    ['2026-01-11T05:59:59.999Z', '2026-01-11T06:00:00.000Z'],
    ['2026-01-11T06:00:00Z', undefined],
    ['2026-07-10T20:00:00Z', '2026-07-11T05:00:00.000Z'],
    ['2026-07-10T19:59:59Z', undefined],
  ])('in Madrid at %s', (now, until) => expect(end(now, 'Europe/Madrid')).toBe(until));
});

describe('the night in which clocks go forward (29 March 2026, Madrid) has eight hours of quiet', () => {
  test.each([
    ['2026-03-28T20:59:00Z', undefined],
    ['2026-03-28T21:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-03-29T00:59:59Z', '2026-03-29T05:00:00.000Z'],
    ['2026-03-29T01:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['2026-03-29T05:00:00Z', undefined],
    ['2026-03-29T20:00:00Z', '2026-03-30T05:00:00.000Z'],
  ])('at %s', (now, until) => expect(end(now, 'Europe/Madrid')).toBe(until));
});

describe('the night in which clocks go back (25 October 2026, Madrid) has ten', () => {
  test.each([
    ['2026-10-24T19:59:00Z', undefined],
    ['2026-10-24T20:00:00Z', '2026-10-25T06:00:00.000Z'],
    ['2026-10-25T00:30:00Z', '2026-10-25T06:00:00.000Z'],
    ['2026-10-25T01:30:00Z', '2026-10-25T06:00:00.000Z'],
    ['2026-10-25T05:59:00Z', '2026-10-25T06:00:00.000Z'],
    ['2026-10-25T06:00:00Z', undefined],
    ['2026-10-25T21:00:00Z', '2026-10-26T06:00:00.000Z'],
  ])('at %s', (now, until) => expect(end(now, 'Europe/Madrid')).toBe(until));
});

describe('what clocks skip or show twice', () => {
  test('a window that ends in the skipped hour ends with the change', () => {
    const window = { from: '22:00', until: '02:30' };
    expect(end('2026-03-28T23:00:00Z', 'Europe/Madrid', window)).toBe('2026-03-29T01:00:00.000Z');
    expect(end('2026-03-29T01:00:00Z', 'Europe/Madrid', window)).toBeUndefined();
  });

  test('one that begins in it begins with the change', () => {
    const window = { from: '02:30', until: '05:00' };
    expect(end('2026-03-29T00:59:59Z', 'Europe/Madrid', window)).toBeUndefined();
    expect(end('2026-03-29T01:00:00Z', 'Europe/Madrid', window)).toBe('2026-03-29T03:00:00.000Z');
  });

  test('one that lies in it is not there that night', () => {
    expect(end('2026-03-29T01:00:00Z', 'Europe/Madrid', { from: '02:10', until: '02:50' })).toBeUndefined();
  });

  test('one that ends at a time that is shown twice is one window, until the second', () => {
    const window = { from: '22:00', until: '02:30' };
    for (const now of ['2026-10-24T21:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:00:00Z', '2026-10-25T01:29:59Z'])
      expect(end(now, 'Europe/Madrid', window)).toBe('2026-10-25T01:30:00.000Z');
    expect(end('2026-10-25T01:30:00Z', 'Europe/Madrid', window)).toBeUndefined();
  });

  test('one that begins at a time that is shown twice begins at the first', () => {
    const window = { from: '02:30', until: '06:00' };
    expect(end('2026-10-25T00:30:00Z', 'Europe/Madrid', window)).toBe('2026-10-25T05:00:00.000Z');
    expect(end('2026-10-25T01:10:00Z', 'Europe/Madrid', window)).toBe('2026-10-25T05:00:00.000Z');
  });
});

describe('other zones', () => {
  test('thirteen hours before UTC', () => {
    expect(end('2026-07-10T09:00:00Z', 'Pacific/Tongatapu')).toBe('2026-07-10T18:00:00.000Z');
    expect(end('2026-07-10T08:59:59Z', 'Pacific/Tongatapu')).toBeUndefined();
    expect(end('2026-07-09T17:59:59Z', 'Pacific/Tongatapu')).toBe('2026-07-09T18:00:00.000Z');
  });

  test('three quarters of an hour, and half an hour of change', () => {
    expect(end('2026-07-10T16:15:00Z', 'Asia/Kathmandu')).toBe('2026-07-11T01:15:00.000Z');
    // Lord Howe goes back by half an hour on 5 April 2026 at 02:00, from +11:00 to +10:30.
    expect(end('2026-04-04T12:00:00Z', 'Australia/Lord_Howe')).toBe('2026-04-04T20:30:00.000Z');
  });

  test('one that nobody knows counts as UTC', () => {
    expect(end('2026-07-10T22:00:00Z', 'Mars/Olympus')).toBe('2026-07-11T07:00:00.000Z');
    expect(['Europe/Madrid', 'UTC', 'Mars/Olympus', '', '+01:00'].map(isTimeZone)).toEqual([true, true, false, false, false]);
  });
});

test('a window by day', () => {
  const window = { from: '13:00', until: '15:30' };
  expect(end('2026-01-10T12:00:00Z', 'Europe/Madrid', window)).toBe('2026-01-10T14:30:00.000Z');
  expect(end('2026-01-10T14:30:00Z', 'Europe/Madrid', window)).toBeUndefined();
});

test('a window without length is none', () => {
  expect(end('2026-01-10T22:00:00Z', 'UTC', { from: '22:00', until: '22:00' })).toBeUndefined();
});

test('in no year and zone does a night of quiet come twice, or is left out', () => {
  for (const [zone, nights] of [
    ['Europe/Madrid', 365],
    ['America/New_York', 365],
    ['America/Santiago', 365],
    ['Africa/Casablanca', 365],
    // There both ends of the year that is looked at lie within a night.
    ['Pacific/Tongatapu', 366],
    ['Australia/Lord_Howe', 366],
  ] as const) {
    const ends = new Set<number>();
    for (let now = Date.parse('2026-01-02T12:00:00Z'); now <= Date.parse('2027-01-02T12:00:00Z'); now += 2 * 3_600_000) {
      const until = quietUntil(now, zone, NIGHT);
      if (until !== undefined) ends.add(until);
    }
    expect([zone, ends.size]).toEqual([zone, nights]);
  }
});
