import { ApiProperty } from '@nestjs/swagger';
import { GroupList, Text, Whole } from '../../../platform/body/fields.js';
import { CHANNELS } from '../../providers/provider.js';
import { EXTENTS } from '../opt-outs.js';

export class OptOutDto {
  @Text({ min: 1, max: 16, values: CHANNELS, example: 'email', description: `On which channel: ${CHANNELS.join(', ')}.` })
  channel!: string;

  @Text({
    min: 1,
    max: 16,
    values: EXTENTS,
    example: 'mailings',
    description: `What is not wanted: ${EXTENTS.join(', ')}. The first stops priority bulk, the second bulk and normal; nothing stops high.`,
  })
  extent!: string;
}

export class SaveDeliveryPreferencesDto {
  @GroupList(() => OptOutDto)
  opt_outs!: OptOutDto[];

  @Text({ max: 64, optional: true, example: 'Europe/Madrid', description: "Where the customer lives, for quiet hours; empty: the bank's." })
  time_zone?: string;

  @Text({ max: 35, optional: true, example: 'es', description: 'As BCP 47 writes it; empty: not known.' })
  language?: string;

  @Whole({
    optional: true,
    example: 0,
    description: 'The version that was read: where somebody has changed it since, nothing is. Without it, what is stored is overwritten.',
  })
  version?: number;
}

/** The example as a whole names no version: it would be an old one after the first call. */
export const SAVE_DELIVERY_PREFERENCES_EXAMPLE = {
  opt_outs: [{ channel: 'email', extent: 'mailings' }],
  time_zone: 'Europe/Madrid',
  language: 'es',
};

export class DeliveryPreferencesDto {
  @ApiProperty({ type: OptOutDto, isArray: true })
  opt_outs!: OptOutDto[];

  @ApiProperty({ description: "Empty: the bank's.", example: 'Europe/Madrid' })
  time_zone!: string;

  @ApiProperty({ description: 'Empty: not known.', example: 'es' })
  language!: string;

  @ApiProperty({ description: '0 where nothing was ever said.', example: 1 })
  version!: number;
}
