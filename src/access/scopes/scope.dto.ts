import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/body/fields.js';

/** OBP's CreateScopeJson (contract section 4.6). */
export class CreateScopeDto {
  @Text({ max: 255, example: 'gh.29.uk', description: 'Empty for a role of no bank in particular.' })
  bank_id!: string;

  @Text({ max: 255, example: 'CanGetCustomerMessages' })
  role_name!: string;
}

export class ScopeDto {
  @ApiProperty({ example: '6fb17583-1e49-4435-bb74-a14fe0996723' })
  scope_id!: string;

  @ApiProperty({ example: 'CanGetCustomerMessages' })
  role_name!: string;

  @ApiProperty({ description: 'Empty for a role of no bank in particular.', example: 'gh.29.uk' })
  bank_id!: string;
}

export class ScopeListDto {
  @ApiProperty({ type: ScopeDto, isArray: true })
  list!: ScopeDto[];
}
