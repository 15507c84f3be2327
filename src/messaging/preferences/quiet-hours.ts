import type { DeliveryClass } from '../providers/provider.js';

/** When customers are left alone, by the clocks of where they live: from 22:00 until 07:00, also over midnight. */
export interface QuietHours {
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`, when it is over. */
  readonly until: string;
  /** What is held back meanwhile; never `high`. */
  readonly classes: readonly DeliveryClass[];
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** By zone: to make one takes a hundred times as long as to use it. There are some hundreds of zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * Until when it is quiet; undefined when it is not.
 *
 * A window is the time between two moments, however the clocks are changed meanwhile. What is over at a time that the clocks show twice is
 * over at the second of them; a time that they skip is the moment of the change.
 *
 * @param now milliseconds, as is the answer.
 */
export function quietUntil(now: number, zone: string, { from, until }: Pick<QuietHours, 'from' | 'until'>): number | undefined {
  if (from === until) return undefined;
  const [first, last] = [minutesOf(from) * MINUTE, minutesOf(until) * MINUTE];
  const today = Math.floor(shownAt(now, zone) / DAY) * DAY;
  for (const day of [today - DAY, today]) {
    const end = momentOf(day + last + (last < first ? DAY : 0), zone, 'second');
    if (momentOf(day + first, zone, 'first') <= now && now < end) return end;
  }
  return undefined;
}

/** Whether the service knows a zone of this name; a release of Node.js knows those of its time. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name); // `+01:00` is an offset, which no change of clocks moves
  } catch {
    return false;
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** What the clocks of a zone show at a moment, written as if it were UTC. */
function shownAt(moment: number, zone: string): number {
  let clock = clocks.get(zone);
  if (clock === undefined) clocks.set(zone, (clock = clockOf(zone)));
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** One that this release does not know, though the one that stored it did, counts as UTC: that holds up nothing. */
const clockOf = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en', {
    timeZone: isTimeZone(zone) ? zone : 'UTC',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** When the clocks of a zone show this: of two times the one that is asked for; a time that they skip is the moment of the change. */
function momentOf(shown: number, zone: string, which: 'first' | 'second'): number {
  const moments = [shown - DAY, shown + DAY].map((near) => shown - (shownAt(near, zone) - near));
  const right = moments.filter((moment) => shownAt(moment, zone) === shown);
  if (right.length > 0) return which === 'first' ? Math.min(...right) : Math.max(...right);
  let [before, after] = [Math.min(...moments), Math.max(...moments)];
  while (after - before > 1_000) {
    const middle = Math.floor((before + after) / 2_000) * 1_000;
    if (shownAt(middle, zone) < shown) before = middle;
    else after = middle;
  }
  return after;
}
