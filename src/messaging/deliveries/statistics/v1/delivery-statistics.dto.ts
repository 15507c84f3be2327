import { ApiProperty } from '@nestjs/swagger';
import { DELIVERY_STATUSES } from '../../delivery-status.js';
import { SHOWN_CHANNELS } from '../../v1/delivery.dto.js';

const TIME = '2026-01-22T08:00:00.000Z';

export class DeliveryCountDto {
  @ApiProperty({ format: 'date-time', description: 'Where the period begins.', example: TIME })
  start!: string;

  @ApiProperty({ enum: SHOWN_CHANNELS as string[], example: 'sms' })
  channel!: string;

  @ApiProperty({ description: 'Who took it, or tried last; empty where nobody has.', example: 'simulator' })
  provider_id!: string;

  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'delivered' })
  status!: string;

  @ApiProperty({ example: 42 })
  count!: number;
}

export class DeliveryStatisticsDto {
  @ApiProperty({ format: 'date-time', example: TIME })
  from_date!: string;

  @ApiProperty({ format: 'date-time', description: 'Not meant any more.', example: '2026-01-22T09:00:00.000Z' })
  before_date!: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'All of the range.', example: { delivered: 42 } })
  statuses!: Record<string, number>;

  @ApiProperty({
    type: DeliveryCountDto,
    isArray: true,
    description: 'By period, channel, provider and status; none where there are none.',
  })
  counts!: DeliveryCountDto[];
}
