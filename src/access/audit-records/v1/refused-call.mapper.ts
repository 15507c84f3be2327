import type { RefusedCallsRow } from '../audit-lists.js';
import type { RefusedCallsDto } from './refused-call.dto.js';

export const toRefusedCallsDto = ({ minute, ...row }: RefusedCallsRow): RefusedCallsDto => ({ minute: minute.toISOString(), ...row });
