import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { Moment, Text } from '../../platform/body/fields.js';

/** The largest number that a limit can be. */
const MOST = 2 ** 31 - 1;

const isLimit = (value: unknown): boolean => typeof value === 'string' && /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= MOST;

/** A number of calls, which OBP writes as text. */
const Limit = (): PropertyDecorator =>
  applyDecorators(
    Text({ max: 11, example: '-1', description: 'Calls allowed; -1 is no limit.' }),
    ValidateBy({
      name: 'limit',
      validator: { validate: isLimit, defaultMessage: () => `must be a whole number of at most ${MOST}, as text` },
    }),
  );

/** OBP's CallLimitPostJson (contract section 9). */
export class SetCallLimitsDto {
  @Moment({ example: '2020-01-01T00:00:00Z', description: 'When the limits begin to apply.' })
  from_date!: Date;

  @Moment({ example: '2099-01-01T00:00:00Z', description: 'When they cease to apply.' })
  to_date!: Date;

  @Limit()
  per_second_call_limit!: string;

  @Limit()
  per_minute_call_limit!: string;

  @Limit()
  per_hour_call_limit!: string;

  @Limit()
  per_day_call_limit!: string;

  @Limit()
  per_week_call_limit!: string;

  @Limit()
  per_month_call_limit!: string;
}

export class CallLimitsDto {
  @ApiProperty({ example: '-1' })
  per_second_call_limit!: string;

  @ApiProperty({ example: '1000' })
  per_minute_call_limit!: string;

  @ApiProperty({ example: '-1' })
  per_hour_call_limit!: string;

  @ApiProperty({ example: '-1' })
  per_day_call_limit!: string;

  @ApiProperty({ example: '-1' })
  per_week_call_limit!: string;

  @ApiProperty({ example: '-1' })
  per_month_call_limit!: string;
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
