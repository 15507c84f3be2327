import { And, type FindOperator, LessThan, MoreThanOrEqual } from 'typeorm';
import type { ListParameters } from './pagination-query.js';

/** The condition on a time column for rows between a list's dates; undefined if no dates are given. */
export function within({ from, before }: Pick<ListParameters, 'from' | 'before'>): FindOperator<Date> | undefined {
  const bounds = [...(from === undefined ? [] : [MoreThanOrEqual(from)]), ...(before === undefined ? [] : [LessThan(before)])];
  return bounds.length === 0 ? undefined : And(...bounds);
}
