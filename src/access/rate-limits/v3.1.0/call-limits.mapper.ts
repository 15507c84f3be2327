import type { CallLimit } from '../call-limit.entity.js';
import { limitsOf } from '../call-limit.entity.js';
import { toCallLimitsDto, toDatesDto, toStateDto } from '../call-limits.mapper.js';
import type { CallLimitsNow } from '../call-limits.service.js';
import type { CallLimitsSetV310Dto, CallLimitsV310Dto } from './call-limits.dto.js';

export const toCallLimitsSetV310Dto = (row: CallLimit): CallLimitsSetV310Dto => ({ ...toDatesDto(row), ...toCallLimitsDto(limitsOf(row)) });

export const toCallLimitsV310Dto = ({ limits, counts }: CallLimitsNow): CallLimitsV310Dto => ({
  ...toCallLimitsDto(limits),
  current_state: toStateDto(counts),
});
