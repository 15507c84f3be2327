import type { ListBounds, ListDeclaration } from './endpoint.js';
import { LIST_PARAMETERS } from './pagination-query.js';

/** A list whose page `@Page()` gives. */
export type PagedList = Required<ListDeclaration>;

const listOf = (bounds: ListBounds, names: readonly string[] = LIST_PARAMETERS.map(({ name }) => name)): PagedList => {
  const { usual, most, direction } = bounds;
  const described: Record<string, string> = {
    limit: `How many at most: ${usual} when not given, never more than ${most}.`,
    sort_direction: `ASC or DESC; ${direction === 'DESC' ? 'newest' : 'oldest'} first when not given.`,
  };
  const taken = LIST_PARAMETERS.filter(({ name }) => names.includes(name));
  return {
    bounds,
    parameters: taken.map((parameter) => ({ ...parameter, description: described[parameter.name] ?? parameter.description })),
  };
};

/** The same list, but documents show only some of its parameters. */
export const showing = ({ bounds }: PagedList, names: readonly string[]): PagedList => listOf(bounds, names);

/** A list that OBP pages too (contract section 8); unlike at OBP a page has an upper limit. */
export const PAGED = listOf({ usual: 50, most: 1000, direction: 'DESC', range: 'always' });

/** A list that OBP returns whole: pages are large, so that few clients ever need a second one (as in decision 7). */
export const WHOLE = listOf({ usual: 500, most: 1000, direction: 'DESC', range: 'whenAsked' });

/** The same, oldest first. */
export const WHOLE_OLDEST_FIRST = listOf({ ...WHOLE.bounds, direction: 'ASC' });

/** A list that OBP returns whole and that is short nearly everywhere: returned whole up to the limit, and in pages beyond it. */
export const WHOLE_IF_SHORT = listOf({ ...WHOLE.bounds, usual: WHOLE.bounds.most });

/** The same, in order of ids, and answers show no dates. */
export const WHOLE_IF_SHORT_UNDATED = showing(WHOLE_IF_SHORT, ['limit', 'offset', 'sort_direction']);
