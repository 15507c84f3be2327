/** A provider of a route. Of those with the same `rank` each gets messages by its weight; the next rank is for when none of them can. */
export interface RouteProvider {
  readonly provider_id: string;
  /** From 0. */
  readonly rank: number;
  /** From 1 to 100. */
  readonly weight: number;
}
