import { formatDate } from '../../platform/endpoint/dates.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { CallLimit } from './call-limit.entity.js';
import type { CallLimitsDto, CallLimitsStateDto, SetCallLimitsDto } from './call-limits.dto.js';
import type { CallLimitsNow } from './call-limits.service.js';
import type { CallScope } from './call-rules.js';
import { type Limits, PERIODS } from './periods.js';

/** @throws ObpError OBP-10001 for an end before the beginning. */
export function fromSetCallLimitsDto(consumerId: string, scope: CallScope, body: SetCallLimitsDto): CallLimit {
  if (body.to_date < body.from_date) throw new ObpError('InvalidJson', ' The field to_date must not be before from_date.');
  return Object.assign(new CallLimit(), {
    consumerId,
    ...scope,
    fromDate: body.from_date,
    toDate: body.to_date,
    second: Number(body.per_second_call_limit),
    minute: Number(body.per_minute_call_limit),
    hour: Number(body.per_hour_call_limit),
    day: Number(body.per_day_call_limit),
    week: Number(body.per_week_call_limit),
    month: Number(body.per_month_call_limit),
  });
}

export const toCallLimitsDto = (limits: Limits): Readonly<CallLimitsDto> => ({
  per_second_call_limit: String(limits.second),
  per_minute_call_limit: String(limits.minute),
  per_hour_call_limit: String(limits.hour),
  per_day_call_limit: String(limits.day),
  per_week_call_limit: String(limits.week),
  per_month_call_limit: String(limits.month),
});

export const toDatesDto = ({ fromDate, toDate }: CallLimit): { from_date: string; to_date: string } => ({
  from_date: formatDate(fromDate),
  to_date: formatDate(toDate),
});

export const toStateDto = (counts: CallLimitsNow['counts']): CallLimitsStateDto =>
  Object.fromEntries(
    PERIODS.flatMap(({ name }) => {
      const count = counts[name];
      return count === undefined ? [] : [[`per_${name}`, { calls_made: count.calls, reset_in_seconds: Math.ceil(count.endsIn / 1000) }]];
    }),
  );
