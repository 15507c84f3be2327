import { And, type FindOperator, LessThan, MoreThanOrEqual } from 'typeorm';
import type { ListParameters } from './pagination-query.js';

/** What a column of times has to be for a row to lie between the dates of a list; undefined where none is named. */
export function within({ from, before }: Pick<ListParameters, 'from' | 'before'>): FindOperator<Date> | undefined {
  const bounds = [...(from === undefined ? [] : [MoreThanOrEqual(from)]), ...(before === undefined ? [] : [LessThan(before)])];
  return bounds.length === 0 ? undefined : And(...bounds);
}
