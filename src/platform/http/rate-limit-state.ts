/** What the headers `X-Rate-Limit-*` of an answer say (contract section 9). */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the period ends. */
  readonly reset: number;
  /** Whether part of the request was refused because of it. */
  readonly refused: boolean;
}
