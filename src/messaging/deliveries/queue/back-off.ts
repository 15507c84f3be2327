/** Seconds until the next try, by how many have counted; the last repeats. */
const BACK_OFF = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800];

/** Tries that count, at most. */
export const MOST_TRIES = 20;

/** Milliseconds until something that is nobody's fault is tried again: a provider that is away, or that asks for fewer messages. */
const PAUSE = 5_000;
/** What a provider may ask us to wait, at most. */
const LONGEST_PAUSE = 3_600_000;

/**
 * Milliseconds until the next try, with full jitter: what failed together does not come back together.
 *
 * @param tries that have counted, this one included.
 * @param random from 0 to 1.
 */
export function backOff(tries: number, random = Math.random()): number {
  const seconds = BACK_OFF[Math.min(tries, BACK_OFF.length) - 1] ?? 5;
  return Math.round(seconds * 1000 * (0.5 + random / 2));
}

/** Milliseconds until a try that did not count is made again. */
export function pause(retryAfter: number | undefined, random = Math.random()): number {
  return Math.round(Math.min(retryAfter ?? PAUSE, LONGEST_PAUSE) * (1 + random / 4));
}
