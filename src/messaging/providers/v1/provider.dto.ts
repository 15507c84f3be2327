import { ApiProperty } from '@nestjs/swagger';
import { Flag, PlainObject, Text } from '../../../platform/body/fields.js';

export class SaveProviderDto {
  @Text({ min: 1, max: 16, example: 'simulator', description: 'What it is: each kind has settings of its own.' })
  kind!: string;

  @PlainObject({
    example: {},
    description: 'As the kind reads them. A secret that is left out stays as it was, unless what says where it goes is changed.',
  })
  settings!: Record<string, unknown>;

  @Flag({ example: true, optional: true, description: 'true when not given.' })
  is_enabled?: boolean;
}

export class ProviderFailuresDto {
  @ApiProperty({ example: 'ECONNREFUSED', description: "The provider's own code, or that of the connection." })
  code!: string;

  @ApiProperty({ example: 10 })
  count!: number;
}

export class ProviderHealthDto {
  @ApiProperty({
    enum: ['closed', 'open'],
    example: 'closed',
    description: 'Of its circuit: nothing is sent to a provider while that is open.',
  })
  state!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
    description: 'Since when; null where it was never open.',
  })
  since!: string | null;

  @ApiProperty({
    enum: ['', 'failures', 'slow'],
    example: '',
    description:
      'Why it was opened last: half of the last answers were failures of the provider, or more than one in twenty took too long.',
  })
  reason!: string;

  @ApiProperty({
    type: ProviderFailuresDto,
    isArray: true,
    example: [],
    description: 'What was among the answers for which it was opened last.',
  })
  failures!: ProviderFailuresDto[];

  @ApiProperty({
    type: Number,
    format: 'double',
    nullable: true,
    example: null,
    description: 'Messages a second to which it was slowed down since it asked for fewer; null where it did not, or not of late.',
  })
  messages_per_second!: number | null;
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

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Where it reports what became of messages; a provider that signs nothing adds `/` and its `callbackSecret`. null where it does not report, or PUBLIC_URL is without TLS.',
    example: null,
  })
  callback_url!: string | null;

  @ApiProperty({ example: true })
  is_enabled!: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45.678Z' })
  updated_at!: string;

  @ApiProperty({ type: ProviderHealthDto, description: 'As all processes share it.' })
  health!: ProviderHealthDto;
}

export class ProviderListDto {
  @ApiProperty({ type: ProviderDto, isArray: true })
  providers!: ProviderDto[];
}
