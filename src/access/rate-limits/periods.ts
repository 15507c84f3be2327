/** The periods that calls can be limited for, shortest first; a month has 30 days (contract section 9). */
export const PERIODS = [
  { name: 'second', seconds: 1 },
  { name: 'minute', seconds: 60 },
  { name: 'hour', seconds: 3_600 },
  { name: 'day', seconds: 86_400 },
  { name: 'week', seconds: 604_800 },
  { name: 'month', seconds: 2_592_000 },
] as const;

export type PeriodName = (typeof PERIODS)[number]['name'];

/** Calls allowed in each period; zero and less is not a limit. */
export type Limits = Readonly<Record<PeriodName, number>>;

export const UNLIMITED: Limits = { second: -1, minute: -1, hour: -1, day: -1, week: -1, month: -1 };
