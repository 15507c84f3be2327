import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';
import { SUPPRESSION_REASONS } from '../suppression.entity.js';
import { SUPPRESSED_CHANNELS } from '../suppressions.service.js';

export class SuppressedAddressDto {
  @Text({
    min: 1,
    max: 16,
    values: SUPPRESSED_CHANNELS,
    example: 'email',
    description: `Of which channel it is: ${SUPPRESSED_CHANNELS.join(', ')}.`,
  })
  channel!: string;

  @Text({
    min: 1,
    max: 320,
    example: 'eveline@example.com',
    description: "An e-mail address, or a phone number: without the code of a country it is one of the bank's.",
  })
  address!: string;
}

export class AddSuppressionDto extends SuppressedAddressDto {
  @Text({
    max: 16,
    optional: true,
    values: SUPPRESSION_REASONS,
    example: 'manual',
    description: `Why: ${SUPPRESSION_REASONS.join(', ')}. The last stops mailings alone, the others everything. manual when not given.`,
  })
  reason?: string;
}

export class SuppressionDto {
  @ApiProperty({ description: 'Says nothing of the address.', example: '0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e' })
  suppression_id!: string;

  @ApiProperty({ enum: SUPPRESSED_CHANNELS, example: 'email' })
  channel!: string;

  @ApiProperty({ description: 'The end of it: more is not stored.', example: 'e…@example.com' })
  address!: string;

  @ApiProperty({ enum: SUPPRESSION_REASONS, example: 'hard_bounce' })
  reason!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45.678Z' })
  created_at!: string;
}

export class SuppressionListDto {
  @ApiProperty({ type: SuppressionDto, isArray: true })
  suppressions!: SuppressionDto[];
}
