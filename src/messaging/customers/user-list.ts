import { type ListBounds, pageParameters, WHOLE_OLDEST_FIRST } from '../../platform/endpoint/pagination.js';

/** The customers that a user is linked to, and links: OBP gives them as a whole, in the order of linking. */
export const USER_LIST: ListBounds = WHOLE_OLDEST_FIRST;

/** They are not picked by date. */
export const USER_LIST_PARAMETERS = pageParameters(USER_LIST, ['limit', 'offset', 'sort_direction']);
