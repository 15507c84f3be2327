import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Parameter } from './endpoint.js';
import { PublicUrl } from '../http/public-url.js';
import { LIST_PARAMETERS, type ListParameters, queryOf, readListParameters } from './pagination-query.js';

/** How much of a list is answered at once, and in which order when the caller does not say. */
export interface ListBounds {
  readonly usual: number;
  readonly most: number;
  readonly direction: ListParameters['direction'];
  /** Whether the header `Range` is always sent, as OBP does on lists that it pages itself, or only when the client asked for a page. */
  readonly range: 'always' | 'whenAsked';
}

/** A list that OBP pages too (contract section 8); unlike there a page has an upper bound. */
export const PAGED: ListBounds = { usual: 50, most: 1000, direction: 'DESC', range: 'always' };

/** A list that OBP gives as a whole: pages are large, so that few clients ever meet the second (as decision 7). */
export const WHOLE: ListBounds = { usual: 500, most: 1000, direction: 'DESC', range: 'whenAsked' };

/** The same, oldest first. */
export const WHOLE_OLDEST_FIRST: ListBounds = { ...WHOLE, direction: 'ASC' };

/** A list that OBP gives as a whole and that is short nearly everywhere: whole up to the bound, and only then in pages. */
export const WHOLE_IF_SHORT: ListBounds = { ...WHOLE, usual: WHOLE.most };

/** The parameters of such a list as documents show them. */
export const pageParameters = (
  { usual, most, direction }: ListBounds,
  names: readonly string[] = LIST_PARAMETERS.map(({ name }) => name),
): Parameter[] => {
  const described: Record<string, string> = {
    limit: `How many at most: ${usual} when not given, never more than ${most}.`,
    sort_direction: `ASC or DESC; ${direction === 'DESC' ? 'newest' : 'oldest'} first when not given.`,
  };
  return LIST_PARAMETERS.filter(({ name }) => names.includes(name)).map((parameter) => ({
    ...parameter,
    description: described[parameter.name] ?? parameter.description,
  }));
};

/** Those of {@link WHOLE_IF_SHORT}: such lists are in the order of their ids, and answers show no dates of theirs. */
export const WHOLE_IF_SHORT_PARAMETERS = pageParameters(WHOLE_IF_SHORT, ['limit', 'offset', 'sort_direction']);

/** The part of a list that is the same everywhere: which page is wanted, and what the headers say of it. */
@Injectable()
export class Pagination {
  constructor(private readonly publicUrl: PublicUrl) {}

  /**
   * Sends the header `Link` (RFC 8288) with the address of the next page when there is one.
   *
   * @param find finds the rows from `offset` on, at most `limit` of them, which is one more than are answered.
   * @returns the rows of the page.
   * @throws ObpError OBP-10016 for a wrong list parameter.
   */
  async read<Row>(
    request: FastifyRequest,
    reply: FastifyReply,
    bounds: ListBounds,
    find: (page: ListParameters) => Promise<Row[]>,
  ): Promise<Row[]> {
    const query = queryOf(request.url);
    const asked = readListParameters(query, bounds.usual, bounds.direction);
    const limit = Math.min(asked.limit, bounds.most);
    const rows = await find({ ...asked, limit: limit + 1 });
    if (asked.given || bounds.range === 'always') reply.header('Range', `items=${asked.offset}-${limit}`);
    if (rows.length > limit) {
      query.set('offset', String(asked.offset + limit));
      reply.header('Link', `<${this.publicUrl.value}${request.url.split('?', 1)[0] ?? ''}?${query.toString()}>; rel="next"`);
    }
    return rows.slice(0, limit);
  }
}
