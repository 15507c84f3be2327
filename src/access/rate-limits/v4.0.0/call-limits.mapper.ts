import { type CallLimit, limitsOf } from '../call-limit.entity.js';
import { toCallLimitsDto, toDatesDto } from '../call-limits.mapper.js';
import type { CallScope } from '../call-rules.js';
import type { CallLimitsSetV400Dto, SetCallLimitsV400Dto } from './call-limits.dto.js';

/** An absent, null or empty field means all calls. */
export const scopeOf = ({ api_version, api_name, bank_id }: SetCallLimitsV400Dto): CallScope => ({
  apiVersion: api_version ?? '',
  apiName: api_name ?? '',
  bankId: bank_id ?? '',
});

/** The order of fields is part of the wire. */
export const toCallLimitsSetV400Dto = (row: CallLimit): CallLimitsSetV400Dto => ({
  ...toDatesDto(row),
  ...(row.apiVersion === '' ? {} : { api_version: row.apiVersion }),
  ...(row.apiName === '' ? {} : { api_name: row.apiName }),
  ...(row.bankId === '' ? {} : { bank_id: row.bankId }),
  ...toCallLimitsDto(limitsOf(row)),
});
