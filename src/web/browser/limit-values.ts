/** The periods for which calls are limited, as the API names them. */
export const LIMITED_PERIODS = ['second', 'minute', 'hour', 'day', 'week', 'month'] as const;

export type LimitedPeriod = (typeof LIMITED_PERIODS)[number];

/** What is set for an application or for some of its calls. */
export interface ConsumerLimits extends Readonly<Record<`per_${LimitedPeriod}_call_limit`, string>> {
  readonly api_version: string;
  readonly api_name: string;
  readonly bank_id: string;
  /** ISO 8601, UTC. */
  readonly from_date: string;
  readonly to_date: string;
  readonly current_state: Readonly<
    Partial<Record<`per_${LimitedPeriod}`, { readonly calls_made: number; readonly reset_in_seconds: number }>>
  >;
}

/** Whether it is about all calls of the application. */
export const isAboutAll = ({ api_version: version, api_name: name, bank_id: bank }: ConsumerLimits): boolean =>
  version === '' && name === '' && bank === '';

/** What stands in a field: empty for no limit. */
export const shownLimit = (limit: string | undefined): string => (Number(limit ?? '-1') > 0 ? (limit ?? '') : '');

/** The first moment of a day, or the moment itself where the day is still the one that was shown. */
export const momentOf = (day: string, shown: string): string => (day === shown.slice(0, 10) ? shown : `${day}T00:00:00Z`);

/** The field that a refusal of the service is about, as its words say: `second`, `from_date`. */
export const limitFieldOf = (problem: string): string | undefined =>
  /The field (?:per_(\w+)_call_limit|(from_date|to_date)) /.exec(problem)?.slice(1).find(Boolean);
