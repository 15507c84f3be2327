import { limitsOf } from '../call-limit.entity.js';
import { toCallLimitsDto, toDatesDto, toStateDto } from '../call-limits.mapper.js';
import type { ScopedLimits } from '../call-limits.service.js';
import type { ConsumerLimitsDto } from './consumer-limits.dto.js';

export const toConsumerLimitsDto = ({ row, counts }: ScopedLimits): ConsumerLimitsDto => ({
  api_version: row.apiVersion,
  api_name: row.apiName,
  bank_id: row.bankId,
  ...toDatesDto(row),
  ...toCallLimitsDto(limitsOf(row)),
  current_state: toStateDto(counts),
});
