import { showing, WHOLE_OLDEST_FIRST } from '../../platform/endpoint/pagination.js';

/** OBP gives all banks at once, to clients that fill a selector with them. They come in the order of their ids: no dates, no direction. */
export const BANK_LIST = showing(WHOLE_OLDEST_FIRST, ['limit', 'offset']);
