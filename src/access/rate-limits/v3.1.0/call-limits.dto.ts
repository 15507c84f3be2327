import { ApiProperty } from '@nestjs/swagger';
import { CallLimitsDto } from '../call-limits.dto.js';

export class CallLimitsSetV310Dto extends CallLimitsDto {
  @ApiProperty({ format: 'date-time', example: '2020-01-01T00:00:00Z' })
  from_date!: string;

  @ApiProperty({ format: 'date-time', example: '2099-01-01T00:00:00Z' })
  to_date!: string;
}

export class PeriodStateDto {
  @ApiProperty({ description: 'Calls since the period began with the first of them.', example: 2 })
  calls_made!: number;

  @ApiProperty({ description: 'Seconds until the period ends.', example: 40 })
  reset_in_seconds!: number;
}

/** Contains only limited periods in which the consumer has called. */
export class CallLimitsStateDto {
  @ApiProperty({ type: PeriodStateDto, required: false })
  per_second?: PeriodStateDto;

  @ApiProperty({ type: PeriodStateDto, required: false })
  per_minute?: PeriodStateDto;

  @ApiProperty({ type: PeriodStateDto, required: false })
  per_hour?: PeriodStateDto;

  @ApiProperty({ type: PeriodStateDto, required: false })
  per_day?: PeriodStateDto;

  @ApiProperty({ type: PeriodStateDto, required: false })
  per_week?: PeriodStateDto;

  @ApiProperty({ type: PeriodStateDto, required: false })
  per_month?: PeriodStateDto;
}

/** OBP's CallLimitJson (contract section 9). */
export class CallLimitsV310Dto extends CallLimitsDto {
  @ApiProperty({ type: CallLimitsStateDto })
  current_state!: CallLimitsStateDto;
}
