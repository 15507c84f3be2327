import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';
import { CallLimitsDto, SetCallLimitsDto } from '../call-limits.dto.js';

/** OBP's CallLimitPostJsonV400 (contract section 9). */
export class SetCallLimitsV400Dto extends SetCallLimitsDto {
  @Text({ max: 64, optional: true, example: 'v4.0.0', description: 'Only calls of operations that this version introduced.' })
  api_version?: string | null;

  @Text({ max: 128, optional: true, example: 'createCustomerMessage', description: 'Only calls of operations with this function name.' })
  api_name?: string | null;

  @Text({ max: 44, optional: true, example: 'gh.29.uk', description: 'Only calls with this BANK_ID in the path.' })
  bank_id?: string | null;
}

export class CallLimitsSetV400Dto extends CallLimitsDto {
  @ApiProperty({ format: 'date-time', example: '2020-01-01T00:00:00Z' })
  from_date!: string;

  @ApiProperty({ format: 'date-time', example: '2099-01-01T00:00:00Z' })
  to_date!: string;

  @ApiProperty({ required: false, description: 'As it was given.', example: 'v4.0.0' })
  api_version?: string;

  @ApiProperty({ required: false, description: 'As it was given.', example: 'createCustomerMessage' })
  api_name?: string;

  @ApiProperty({ required: false, description: 'As it was given.', example: 'gh.29.uk' })
  bank_id?: string;
}
