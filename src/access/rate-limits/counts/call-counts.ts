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

/** The result of counting, with one window: the one that refuses some calls (the shortest full one), else the shortest. */
export interface Taken extends Count {
  /** How many of them were counted. */
  readonly granted: number;
  /** Index of that window. */
  readonly window: number;
}

/** Counts calls. A refused call counts nowhere. */
export abstract class CallCounts {
  /** Where the counts are kept, in OBP's words. */
  abstract readonly technology: 'In-Memory' | 'REDIS';

  /** Whether the counts are where they should be; otherwise this process keeps them. */
  abstract readonly available: boolean;

  /**
   * Counts as many of the calls as fit into all windows, atomically. The windows belong to one consumer, shortest first; the list is not
   * empty.
   */
  abstract take(windows: readonly CallWindow[], calls: number): Taken | Promise<Taken>;

  /** @returns the state of each window; undefined if it has no call. */
  abstract read(windows: readonly CallWindow[]): Promise<(Count | undefined)[]>;
}
