import { ERRORS, type ErrorKey } from '../errors/catalogue.js';
import { ObpError } from '../errors/obp-error.js';
import type { Parameter } from './endpoint.js';

/** Which part of a list is wanted, in which order (contract section 8). */
export interface ListParameters {
  readonly limit: number;
  readonly offset: number;
  readonly direction: 'ASC' | 'DESC';
  /** The first moment included. */
  readonly from: Date | undefined;
  /** The first moment excluded. Stored times are more precise than `to_date`, which includes the whole of the last moment that it names. */
  readonly before: Date | undefined;
  /** Whether the caller gave any of them: then the header `Range` of the answer says what was used. */
  readonly given: boolean;
}

const FORM = "as yyyy-MM-dd'T'HH:mm:ss'Z', with or without .SSS after the seconds";

/** The parameters that every list takes, as documents show them. */
export const LIST_PARAMETERS: readonly Parameter[] = [
  { name: 'limit', description: 'How many at most; a positive integer.', example: '50', takes: { from: 1 } },
  { name: 'offset', description: 'How many to leave out from the beginning.', example: '0', takes: { from: 0 } },
  { name: 'sort_direction', description: 'ASC or DESC; newest first when not given.', example: 'DESC', takes: ['ASC', 'DESC'] },
  { name: 'from_date', description: `The earliest time, ${FORM}.`, example: '1970-01-01T00:00:00.000Z', takes: 'date-time' },
  {
    name: 'to_date',
    description: `The latest time, ${FORM}; that second or millisecond is meant too.`,
    example: '2100-01-01T00:00:00.000Z',
    takes: 'date-time',
  },
];

/** The error that {@link readListParameters} throws. */
export const LIST_ERRORS: readonly ErrorKey[] = ['InvalidFilter'];

/**
 * Reads the list parameters of a query. Empty values count as absent; only the first wrong parameter is reported.
 *
 * @throws ObpError OBP-10016 with the reason after ` <- `.
 */
export function readListParameters(
  query: URLSearchParams,
  defaultLimit: number,
  defaultDirection: ListParameters['direction'] = 'DESC',
): ListParameters {
  const value = (name: string): string | undefined => query.get(name) || undefined;
  const direction = value('sort_direction')?.toUpperCase() ?? defaultDirection;
  if (direction !== 'ASC' && direction !== 'DESC') throw invalid('WrongSortDirection');
  const { from, before } = readDates(query);
  const limit = readInteger(value('limit'), 1, 'WrongLimit') ?? defaultLimit;
  const offset = readInteger(value('offset'), 0, 'WrongOffset') ?? 0;
  const given = LIST_PARAMETERS.some(({ name }) => value(name) !== undefined);
  return { limit, offset, direction, from, before, given };
}

/** @throws ObpError OBP-10016 for one that is no date. */
export const readDates = (query: URLSearchParams): Pick<ListParameters, 'from' | 'before'> => ({
  from: readDate(query.get('from_date') || undefined)?.from,
  before: readDate(query.get('to_date') || undefined)?.before,
});

/** The query of a request's URL. */
export const queryOf = (url: string): URLSearchParams => {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
};

export const invalid = (reason: ErrorKey): ObpError => new ObpError('InvalidFilter', ` <- ${ERRORS[reason].code}: ${ERRORS[reason].text}`);

function readInteger(text: string | undefined, least: number, reason: ErrorKey): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 2 ** 31 - 1) throw invalid(reason);
  return value;
}

const DATE = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:\.(\d{1,9}))?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * A date as OBP reads it (contract section 8), to the second as answers write it, or as RFC 3339 has it: from this moment up to the exclusive
 * end of what it names.
 */
function readDate(text: string | undefined): { readonly from: Date; readonly before: Date } | undefined {
  if (text === undefined) return undefined;
  // In a query `+` means a space, so the zone +0100 arrives as ` 0100` from clients that do not escape it.
  const written = text.replace(/ (?=\d{2}:?\d{2}$)/, '+');
  const [, day, fraction = ''] = DATE.exec(written) ?? [];
  const date = new Date(written.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (day === undefined || !isDay(day) || Number.isNaN(date.getTime())) throw invalid('WrongDate');
  return { from: date, before: new Date(date.getTime() + 10 ** Math.max(0, 3 - fraction.length)) };
}

/** JavaScript reads 30 February as the first or second of March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
