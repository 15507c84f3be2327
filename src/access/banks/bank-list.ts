import { showing, WHOLE_OLDEST_FIRST } from '../../platform/endpoint/pagination.js';

/** OBP returns all banks at once, for clients that fill a selector with them. They are ordered by id: no dates, no direction. */
export const BANK_LIST = showing(WHOLE_OLDEST_FIRST, ['limit', 'offset']);
