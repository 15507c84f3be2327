import type { PeriodName } from '../periods.js';

/** A period in which a number of calls is allowed; it begins with the first call and ends `seconds` later. */
export interface CallWindow {
  readonly key: string;
  readonly period: PeriodName;
  readonly limit: number;
  readonly seconds: number;
}

/** How a window stands. */
export interface Count {
  readonly calls: number;
  /** Milliseconds until it ends. */
  readonly endsIn: number;
}

/** What became of calls, and of a window: the one that refuses some (the shortest of those that are full), else the shortest. */
export interface Taken extends Count {
  /** How many of them were counted. */
  readonly granted: number;
  /** Index of that window. */
  readonly window: number;
}

/** Counts calls. A call that is refused counts nowhere. */
export abstract class CallCounts {
  /** What holds the counts, in OBP's words. */
  abstract readonly technology: 'In-Memory' | 'REDIS';

  /** Whether counts are where they should be; while they are not they are kept in this process. */
  abstract readonly available: boolean;

  /**
   * Counts as many of the calls as have room in all of the windows, in one step. The windows are of one consumer, shortest first,
   * and not empty.
   */
  abstract take(windows: readonly CallWindow[], calls: number): Taken | Promise<Taken>;

  /** @returns for each window how it stands; undefined where it has no call. */
  abstract read(windows: readonly CallWindow[]): Promise<(Count | undefined)[]>;
}
