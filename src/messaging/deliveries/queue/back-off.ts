/** Seconds until the next try, by how many have counted; the last repeats. */
const BACK_OFF = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800];

/** Tries that count, at most. */
export const MOST_TRIES = 20;

/** Milliseconds until something that is nobody's fault is tried again: a provider that is away, or that asks for fewer messages. */
const PAUSE = 5_000;
/** Pauses after which they double, up to the last: nothing is tried every few seconds for days. */
const SHORT_PAUSES = 10;
const LAST_PAUSE = 300_000;
/** What a provider may ask us to wait, at least and at most. */
const SHORTEST = 1_000;
const LONGEST = 3_600_000;

/**
 * Milliseconds until the next try, from half to all of the time: what failed together does not come back together.
 *
 * @param tries that have counted, this one included.
 * @param random from 0 to 1.
 */
export function backOff(tries: number, random = Math.random()): number {
  const seconds = BACK_OFF[Math.min(tries, BACK_OFF.length) - 1] ?? 5;
  return Math.round(seconds * 1000 * (0.5 + random / 2));
}

/**
 * Milliseconds until a try that did not count is made again.
 *
 * @param before tries that did not count before this one.
 */
export function pause(retryAfter: number | undefined, before: number, random = Math.random()): number {
  const grown = before < SHORT_PAUSES ? 0 : Math.min(PAUSE * 2 ** (before - SHORT_PAUSES + 1), LAST_PAUSE);
  return jittered(Math.max(asked(retryAfter) ?? PAUSE, grown), random);
}

/** Milliseconds until a message is tried again for which the provider named a time; undefined where it named none. */
export function askedPause(retryAfter: number | undefined, random = Math.random()): number | undefined {
  const milliseconds = asked(retryAfter);
  return milliseconds === undefined ? undefined : jittered(milliseconds, random);
}

/** What came from outside may be no number at all. */
const asked = (retryAfter: number | undefined): number | undefined =>
  retryAfter === undefined || Number.isNaN(retryAfter) ? undefined : Math.min(Math.max(retryAfter, SHORTEST), LONGEST);

const jittered = (milliseconds: number, random: number): number => Math.round(milliseconds * (1 + random / 4));
