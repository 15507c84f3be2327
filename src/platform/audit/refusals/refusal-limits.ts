/** Days for which counts of refused calls are kept. */
export const REFUSED_CALLS_DAYS = 30;
