import { ApiProperty } from '@nestjs/swagger';
import { GroupList, Text, Whole } from '../../../../platform/body/fields.js';
import { CHANNELS } from '../../../providers/provider.js';

export class RouteProviderDto {
  @Text({ min: 1, max: 64, example: 'simulator' })
  provider_id!: string;

  @Whole({ example: 0, optional: true, description: 'Those of rank 0 send; those of the next while none of them can. 0 when not given.' })
  rank?: number;

  @Whole({ example: 1, optional: true, description: 'The share among those of the same rank, from 1 to 100. 1 when not given.' })
  weight?: number;
}

export class SaveRouteDto {
  @Text({ min: 1, max: 16, values: CHANNELS, example: 'sms', description: `How customers are reached: ${CHANNELS.join(', ')}.` })
  channel!: string;

  @GroupList(() => RouteProviderDto)
  providers!: RouteProviderDto[];
}

export class RouteDto {
  @ApiProperty({ description: 'In lower case.', example: 'sms' })
  transport!: string;

  @ApiProperty({ enum: CHANNELS, example: 'sms' })
  channel!: string;

  @ApiProperty({ type: RouteProviderDto, isArray: true })
  providers!: RouteProviderDto[];
}

export class RouteListDto {
  @ApiProperty({ type: RouteDto, isArray: true })
  routes!: RouteDto[];
}
