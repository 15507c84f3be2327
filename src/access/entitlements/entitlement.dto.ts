import { ApiProperty } from '@nestjs/swagger';

export class EntitlementDto {
  @ApiProperty({ example: '6fb17583-1e49-4435-bb74-a14fe0996723' })
  entitlement_id!: string;

  @ApiProperty({ example: 'CanCreateCustomerMessage' })
  role_name!: string;

  @ApiProperty({ description: 'Empty for a role of no bank in particular.', example: 'gh.29.uk' })
  bank_id!: string;
}

export class EntitlementListDto {
  @ApiProperty({ type: EntitlementDto, isArray: true })
  list!: EntitlementDto[];
}
