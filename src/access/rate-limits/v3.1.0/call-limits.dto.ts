import { ApiProperty } from '@nestjs/swagger';
import { CallLimitsDto, CallLimitsStateDto } from '../call-limits.dto.js';

export class CallLimitsSetV310Dto extends CallLimitsDto {
  @ApiProperty({ format: 'date-time', example: '2020-01-01T00:00:00Z' })
  from_date!: string;

  @ApiProperty({ format: 'date-time', example: '2099-01-01T00:00:00Z' })
  to_date!: string;
}

/** OBP's CallLimitJson (contract section 9). */
export class CallLimitsV310Dto extends CallLimitsDto {
  @ApiProperty({ type: CallLimitsStateDto })
  current_state!: CallLimitsStateDto;
}
