import { invalid, type ListParameters, queryOf, readListParameters } from '../../platform/endpoint/pagination-query.js';
import type { ListDeclaration } from '../../platform/endpoint/endpoint.js';
import { WHOLE } from '../../platform/endpoint/pagination.js';
import { FIRST_ID, idBefore, isCursor, LAST_ID, UNSAID_LEAD } from './message-id.js';

/** What the lists of messages declare; `@WantedMessages()` gives the requested page. */
export const MESSAGE_LIST: ListDeclaration = {
  parameters: [
    ...WHOLE.parameters,
    {
      name: 'cursor',
      description: 'Where the page before ended: taken from its Link header.',
      example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
    },
  ],
};

/** Which dates are wanted (decision 61). */
export interface MessageDates {
  /** The first moment included, as PostgreSQL reads it. */
  readonly from: string;
  /** The first moment excluded. */
  readonly until: string;
  /** After every id that can have such a date, unless it belongs to a lead. */
  readonly latest: string;
}

/** Which messages of a customer are wanted: those between two ids, neither of them included. */
export interface MessagePage {
  /** Undefined: any dates. */
  readonly dates: MessageDates | undefined;
  readonly after: string;
  readonly before: string;
  readonly direction: 'ASC' | 'DESC';
  readonly limit: number;
  readonly offset: number;
}

interface WantedPage {
  readonly page: MessagePage;
  readonly parameters: ListParameters;
}

/**
 * Reads the list parameters of a request as a range of ids.
 *
 * @throws ObpError OBP-10016.
 */
export function readMessagePage(url: string): WantedPage {
  return url.includes('?') ? read(url) : NEWEST;
}

function read(url: string): WantedPage {
  const query = queryOf(url);
  const parameters = readListParameters(query, WHOLE.bounds.usual);
  const { direction, from, before, offset } = parameters;
  const cursor = query.get('cursor') || undefined;
  if (cursor !== undefined && !isCursor(cursor)) throw invalid('WrongCursor');
  const earliest = from === undefined ? FIRST_ID : idBefore(from.getTime());
  const later = (a: string, b: string): string => (a > b ? a : b);
  const page = {
    dates: datesOf(from, before),
    after: cursor !== undefined && direction === 'ASC' ? later(earliest, cursor.toLowerCase()) : earliest,
    before: cursor !== undefined && direction === 'DESC' ? cursor.toLowerCase() : LAST_ID,
    direction,
    limit: Math.min(parameters.limit, WHOLE.bounds.most),
    offset,
  };
  return { page, parameters };
}

/** An id's time is never earlier than its date, so the first id is certain; the last one includes a little more. */
function datesOf(from: Date | undefined, before: Date | undefined): MessageDates | undefined {
  if (from === undefined && before === undefined) return undefined;
  return {
    from: written(from, '-infinity'),
    until: written(before, 'infinity'),
    latest: before === undefined ? LAST_ID : idBefore(before.getTime() + UNSAID_LEAD),
  };
}

/** PostgreSQL and JavaScript write years from 1 to 9999 alike; a zone may lead outside them by a day. */
function written(date: Date | undefined, otherwise: string): string {
  if (date === undefined) return otherwise;
  const year = date.getUTCFullYear();
  if (year < 1) return '-infinity';
  return year > 9999 ? 'infinity' : date.toISOString();
}

/** The page for a request without a query, as most are. */
const NEWEST = read('');
