import { ApiProperty } from '@nestjs/swagger';
import { Flag, Group, Text, TextList } from '../../../platform/body/fields.js';

export class QuietHoursDto {
  @Text({ min: 5, max: 5, example: '22:00', description: "By the clocks of the customer's zone." })
  from!: string;

  @Text({ min: 5, max: 5, example: '07:00', description: 'The next day, where it is earlier than the beginning.' })
  until!: string;

  @TextList({ example: ['normal', 'bulk'], description: 'The priorities that wait: normal, bulk.' })
  classes!: string[];
}

export class SaveDeliverySettingsDto {
  @Text({
    max: 2,
    optional: true,
    example: 'GB',
    description: 'As ISO 3166 writes it, for numbers without the code of a country; empty for none.',
  })
  country?: string;

  @Text({ min: 1, max: 64, example: 'Europe/London', description: 'For customers who have none of their own.' })
  time_zone!: string;

  @Group(() => QuietHoursDto, { optional: true })
  quiet_hours?: QuietHoursDto | null;

  @Flag({ optional: true, example: false, description: 'Whether staff see when a customer read a message; as it is when not given.' })
  read_receipts?: boolean | null;
}

export class DeliverySettingsDto {
  @ApiProperty({ description: 'Empty for none.', example: 'GB' })
  country!: string;

  @ApiProperty({ description: 'For customers who have none of their own.', example: 'Europe/London' })
  time_zone!: string;

  @ApiProperty({
    type: QuietHoursDto,
    nullable: true,
    description: 'Null for none.',
    example: { from: '22:00', until: '07:00', classes: ['normal', 'bulk'] },
  })
  quiet_hours!: QuietHoursDto | null;

  @ApiProperty({ description: 'Whether staff see when a customer read a message.', example: false })
  read_receipts!: boolean;
}
