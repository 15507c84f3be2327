import { type Command, InvalidArgumentError } from 'commander';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';

/** Which part of a list is wanted. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Maximum printed rows. */
const MOST = 1_000;

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };

export const withPage = (command: Command): Command =>
  command
    .option('--limit <number>', `how many at most, ${MOST} at the very most`, whole(1, MOST), 50)
    .option('--offset <number>', 'how many to leave out from the beginning', whole(0, 999_999_999), 0);

/** Newest first, without time limits. */
export const page = ({ limit, offset }: Page): ListParameters => ({
  limit,
  offset,
  direction: 'DESC',
  from: undefined,
  before: undefined,
  given: true,
});
