import { ApiProperty } from '@nestjs/swagger';
import { CallLimitsDto, CallLimitsStateDto } from '../call-limits.dto.js';

/** What is set for an application, or for some of its calls. */
export class ConsumerLimitsDto extends CallLimitsDto {
  @ApiProperty({ description: 'The version that introduced the operations that it is about; empty for every version.', example: 'v4.0.0' })
  api_version!: string;

  @ApiProperty({
    description: 'The function name of the operation that it is about; empty for every operation.',
    example: 'createCustomerMessage',
  })
  api_name!: string;

  @ApiProperty({
    description: 'The bank of the path of calls that it is about; empty for calls at any bank and at none.',
    example: 'gh.29.uk',
  })
  bank_id!: string;

  @ApiProperty({ format: 'date-time', example: '2020-01-01T00:00:00Z' })
  from_date!: string;

  @ApiProperty({ format: 'date-time', example: '2099-01-01T00:00:00Z' })
  to_date!: string;

  @ApiProperty({ type: CallLimitsStateDto })
  current_state!: CallLimitsStateDto;
}

export class ConsumerLimitsListDto {
  @ApiProperty({ type: ConsumerLimitsDto, isArray: true })
  call_limits!: ConsumerLimitsDto[];
}
