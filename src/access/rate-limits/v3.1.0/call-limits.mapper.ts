import type { CallLimit } from '../call-limit.entity.js';
import { limitsOf } from '../call-limit.entity.js';
import { toCallLimitsDto, toDatesDto } from '../call-limits.mapper.js';
import type { CallLimitsNow } from '../call-limits.service.js';
import { PERIODS } from '../periods.js';
import type { CallLimitsSetV310Dto, CallLimitsV310Dto } from './call-limits.dto.js';

export const toCallLimitsSetV310Dto = (row: CallLimit): CallLimitsSetV310Dto => ({ ...toDatesDto(row), ...toCallLimitsDto(limitsOf(row)) });

export const toCallLimitsV310Dto = ({ limits, counts }: CallLimitsNow): CallLimitsV310Dto => ({
  ...toCallLimitsDto(limits),
  current_state: Object.fromEntries(
    PERIODS.flatMap(({ name }) => {
      const count = counts[name];
      return count === undefined ? [] : [[`per_${name}`, { calls_made: count.calls, reset_in_seconds: Math.ceil(count.endsIn / 1000) }]];
    }),
  ),
});
