import { type ListBounds, pageParameters, WHOLE } from '../../platform/endpoint/pagination.js';

/** OBP gives all banks at once, to clients that fill a selector with them. */
export const BANK_LIST: ListBounds = { ...WHOLE, direction: 'ASC' };

/** Banks come in the order of their ids: no dates, no direction. */
export const BANK_LIST_PARAMETERS = pageParameters(BANK_LIST, ['limit', 'offset']);
