/**
 * Milliseconds for which a message may become visible after its id was made: it may wait 20 seconds for a statement, and that may take 25
 * (decision 50).
 */
export const LATE = 60_000;
