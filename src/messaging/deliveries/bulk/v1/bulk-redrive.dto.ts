import { ApiProperty } from '@nestjs/swagger';
import { Flag, Moment, Text, Whole } from '../../../../platform/body/fields.js';
import { SHOWN_CHANNELS } from '../../v1/delivery.dto.js';
import { REDRIVABLE } from '../bulk-redrives.repository.js';
import { MOST_REDRIVEN } from '../bulk-redrives.js';

const ID = '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b';

/** Which deliveries are to be driven again, and whether they are. */
export class RedriveDeliveriesDto {
  @Flag({ optional: true, example: true, description: 'true when not given: then they are counted alone.' })
  dry_run?: boolean;

  @Text({
    max: 16,
    optional: true,
    values: REDRIVABLE,
    example: 'dead',
    description: `Of which status: ${REDRIVABLE.join(', ')}; dead when not given.`,
  })
  status?: string;

  @Text({
    max: 16,
    optional: true,
    values: SHOWN_CHANNELS,
    example: 'sms',
    description: `Only those on this channel: ${SHOWN_CHANNELS.join(', ')}.`,
  })
  channel?: string;

  @Text({ max: 64, optional: true, example: 'simulator', description: 'Only those that this provider tried last.' })
  provider_id?: string;

  @Text({ max: 128, optional: true, example: 'order-4711', description: "Only those with this reference, the sender's own." })
  reference?: string;

  @Moment({ optional: true, example: '2026-01-22T00:00:00Z', description: 'Only of messages that were created then or later.' })
  from_date?: Date;

  @Moment({ optional: true, example: '2026-01-23T00:00:00Z', description: 'Only of messages that were created then or earlier.' })
  to_date?: Date;

  @Whole({ optional: true, example: 1000, description: `How many at most; never more than ${MOST_REDRIVEN}.` })
  limit?: number;

  @Text({ max: 80, optional: true, example: '', description: 'Where the call before ended: the next_cursor of its answer.' })
  cursor?: string;
}

export class RedrivenDeliveriesDto {
  @ApiProperty({ example: true })
  dry_run!: boolean;

  @ApiProperty({ description: 'How many were driven again, or would be.', example: 42 })
  count!: number;

  @ApiProperty({ description: 'Whether there may be more than that.', example: false })
  has_more!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the next call goes on; null when no more are left, and in a dry run.',
    example: `${ID}.${ID}`,
  })
  next_cursor!: string | null;
}
