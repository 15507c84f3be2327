import { showing, WHOLE_OLDEST_FIRST } from '../../platform/endpoint/pagination.js';

/** The customers that a user is linked to, and links: OBP returns them whole, in the order of linking, without date filters. */
export const USER_LIST = showing(WHOLE_OLDEST_FIRST, ['limit', 'offset', 'sort_direction']);
