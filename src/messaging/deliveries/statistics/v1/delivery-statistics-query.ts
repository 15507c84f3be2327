import { ObpError } from '../../../../platform/errors/obp-error.js';
import { invalid, LIST_PARAMETERS, queryOf, readDates } from '../../../../platform/endpoint/pagination-query.js';
import type { Parameter } from '../../../../platform/endpoint/endpoint.js';
import { type Period, PERIODS, type WantedStatistics } from '../delivery-statistics.js';

/** The longest range. */
const MOST_DAYS = 31;

export const STATISTICS_QUERY: readonly Parameter[] = [
  {
    name: 'by',
    description: 'By which periods they are counted: hour or day (of UTC); hour when not given.',
    example: 'hour',
    takes: Object.keys(PERIODS),
  },
  ...LIST_PARAMETERS.filter(({ name }) => ['from_date', 'to_date'].includes(name)).map((parameter) =>
    parameter.name === 'from_date'
      ? { ...parameter, description: `${parameter.description} A day before to_date when not given.` }
      : { ...parameter, description: `${parameter.description} Now when not given.` },
  ),
];

/**
 * @param now milliseconds since 1970.
 * @throws ObpError OBP-10016, OBP-98351 for a range that is too long.
 */
export function readWantedStatistics(url: string, now = Date.now()): WantedStatistics {
  const query = queryOf(url);
  const by = query.get('by') || 'hour';
  if (!Object.hasOwn(PERIODS, by)) throw invalid('WrongPeriod');
  const given = readDates(query);
  const before = given.before ?? new Date(now + 1);
  const from = given.from ?? new Date(before.getTime() - PERIODS.day);
  if (from >= before || before.getTime() - from.getTime() > MOST_DAYS * PERIODS.day + 1_000) throw new ObpError('WrongStatisticsRange');
  return { from, before, by: by as Period };
}
