import { ApiProperty } from '@nestjs/swagger';
import { Flag, PlainObject, Text } from '../../../platform/body/fields.js';

export class SaveProviderDto {
  @Text({ min: 1, max: 16, example: 'simulator', description: 'What it is: each kind has settings of its own.' })
  kind!: string;

  @PlainObject({ example: {}, description: 'As the kind reads them. A secret that is left out stays as it was.' })
  settings!: Record<string, unknown>;

  @Flag({ example: true, optional: true, description: 'true when not given.' })
  is_enabled?: boolean;
}

export class ProviderDto {
  @ApiProperty({ example: 'simulator' })
  provider_id!: string;

  @ApiProperty({ example: 'simulator' })
  kind!: string;

  @ApiProperty({ type: Object, description: 'Without secrets.', example: {} })
  settings!: object;

  @ApiProperty({ type: String, isArray: true, description: 'Which secret settings it has; their values are never shown.', example: [] })
  secrets!: string[];

  @ApiProperty({ example: true })
  is_enabled!: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45.678Z' })
  updated_at!: string;
}

export class ProviderListDto {
  @ApiProperty({ type: ProviderDto, isArray: true })
  providers!: ProviderDto[];
}
