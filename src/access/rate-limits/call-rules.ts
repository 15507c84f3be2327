import type { CallWindow } from './counts/call-counts.js';
import { type Limits, type PeriodName, PERIODS } from './periods.js';

/** Which of a consumer's calls a row of limits applies to; an empty text means all. */
export interface CallScope {
  /** The version that introduced the operation, as `v4.0.0`. */
  readonly apiVersion: string;
  /** The operation's function name. */
  readonly apiName: string;
  readonly bankId: string;
}

/** A call that rules may apply to. */
export interface LimitedCall extends CallScope {
  /** The function name of another operation whose work the call also does: a rule for that name without a version applies too. */
  readonly alsoNamed?: string | undefined;
}

export const WHOLE_CONSUMER: CallScope = { apiVersion: '', apiName: '', bankId: '' };

/** A row of limits as it is applied to calls. */
export interface CallRule extends CallScope {
  readonly from: Date;
  readonly to: Date;
  /** The limited periods, shortest first; empty when none is. */
  readonly windows: readonly CallWindow[];
}

/** A row of the table `call_limits`, as PostgreSQL writes it in JSON. */
export interface CallLimitRow {
  readonly consumer_id: string;
  readonly api_version: string;
  readonly api_name: string;
  readonly bank_id: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly per_second: number;
  readonly per_minute: number;
  readonly per_hour: number;
  readonly per_day: number;
  readonly per_week: number;
  readonly per_month: number;
}

/** The rules of a consumer, the most specific first. */
export function readCallRules(rows: readonly CallLimitRow[] | null): readonly CallRule[] {
  if (rows === null) return [];
  return rows.map(toRule).sort((a, b) => specificity(b) - specificity(a));
}

/** The periods in which a call counts: only those of the most specific rule that applies now. */
export function windowsFor(rules: readonly CallRule[], call: LimitedCall, now: number): readonly CallWindow[] {
  const rule = rules.find((candidate) => candidate.from.getTime() <= now && now < candidate.to.getTime() && isAbout(candidate, call));
  return rule?.windows ?? [];
}

/** The limited periods of one row. Calls of different rows are counted separately. */
export function windowsOf(consumerId: string, { apiVersion, apiName, bankId }: CallScope, limits: Limits): CallWindow[] {
  return PERIODS.filter(({ name }) => limits[name] > 0).map(({ name, seconds }) => ({
    // Redis Cluster keeps keys with the same text in braces on one node, which a script over several keys needs.
    key: `customer-messages:calls:{${consumerId}}:${apiVersion}:${apiName}:${bankId}:${name}`,
    period: name satisfies PeriodName,
    limit: limits[name],
    seconds,
  }));
}

const isAbout = (rule: CallScope, call: LimitedCall): boolean =>
  (rule.apiVersion === '' || plainVersion(rule.apiVersion) === call.apiVersion) &&
  (rule.apiName === '' || rule.apiName === call.apiName || (rule.apiVersion === '' && rule.apiName === call.alsoNamed)) &&
  (rule.bankId === '' || rule.bankId === call.bankId);

/** OBP writes versions as `v4.0.0` and as `OBPv4.0.0`. */
const plainVersion = (version: string): string => version.replace(/^(OBP)?v?/i, 'v');

/** More fields first; with equally many, the operation before the version before the bank. */
const specificity = ({ apiVersion, apiName, bankId }: CallScope): number => {
  const given = [apiName, apiVersion, bankId].map((text) => (text === '' ? 0 : 1));
  return given.reduce<number>((sum, one) => sum + one, 0) * 8 + given.reduce<number>((sum, one) => sum * 2 + one, 0);
};

function toRule(row: CallLimitRow): CallRule {
  const scope = { apiVersion: row.api_version, apiName: row.api_name, bankId: row.bank_id };
  const limits: Limits = {
    second: row.per_second,
    minute: row.per_minute,
    hour: row.per_hour,
    day: row.per_day,
    week: row.per_week,
    month: row.per_month,
  };
  return { ...scope, from: new Date(row.from_date), to: new Date(row.to_date), windows: windowsOf(row.consumer_id, scope, limits) };
}
