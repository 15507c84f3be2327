import { showing, WHOLE_OLDEST_FIRST } from '../../platform/endpoint/pagination.js';

/** The customers that a user is linked to, and links: OBP gives them as a whole, in the order of linking. They are not picked by date. */
export const USER_LIST = showing(WHOLE_OLDEST_FIRST, ['limit', 'offset', 'sort_direction']);
