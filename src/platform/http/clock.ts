import { setTimeout as sleep } from 'node:timers/promises';

/** Tells the time, in milliseconds, and lets some of it pass. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

export const CLOCK: Clock = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };
