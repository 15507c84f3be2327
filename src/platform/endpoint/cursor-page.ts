import type { FastifyRequest } from 'fastify';
import type { Parameter } from './endpoint.js';
import { LIST_PARAMETERS, queryOf, readListParameters } from './pagination-query.js';

/** How many a list of ours gives that goes on from a cursor. */
const LIMIT = { usual: 50, most: 500 };

/**
 * The parameters of such a list, as documents show them.
 *
 * @param dates whether it may be asked for a stretch of time.
 * @param example of a cursor.
 */
export const cursorParameters = (example: string, { dates = false } = {}): Parameter[] => [
  ...LIST_PARAMETERS.filter(({ name }) => name === 'limit' || (dates && name.endsWith('_date'))).map((parameter) =>
    parameter.name === 'limit'
      ? { ...parameter, description: `How many at most: ${LIMIT.usual} when not given, never more than ${LIMIT.most}.` }
      : parameter,
  ),
  { name: 'cursor', description: 'Where the page before ended: taken from its Link header.', example },
];

/** @throws ObpError OBP-10016. */
export function readCursorPage(url: string): {
  readonly query: URLSearchParams;
  readonly limit: number;
  readonly from: Date | undefined;
  readonly before: Date | undefined;
} {
  const query = queryOf(url);
  const { limit, from, before } = readListParameters(query, LIMIT.usual);
  return { query, limit: Math.min(limit, LIMIT.most), from, before };
}

/**
 * The page of what was found, and in the headers where the next one begins.
 *
 * @param found one more than `limit` where there are more.
 */
export function cursorPage<Row>(request: FastifyRequest, found: readonly Row[], limit: number, cursorOf: (last: Row) => string): Row[] {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > page.length && last !== undefined ? nextQuery(request.url, cursorOf(last)) : undefined;
  request.shownPage = { range: undefined, next };
  return page;
}

/** The query for the page after the one that ends at the cursor. */
export function nextQuery(url: string, cursor: string): URLSearchParams {
  const query = queryOf(url);
  query.delete('offset');
  query.set('cursor', cursor);
  return query;
}
