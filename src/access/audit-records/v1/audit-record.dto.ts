import { ApiProperty } from '@nestjs/swagger';

export class AuditRecordDto {
  @ApiProperty({ example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b' })
  audit_record_id!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45.678Z' })
  at!: string;

  @ApiProperty({ description: 'Who did it; empty for an anonymous caller.', example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  actor_user_id!: string;

  @ApiProperty({ description: 'Through which application.', example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  actor_consumer_id!: string;

  @ApiProperty({ example: 'b5f6c1f0-4f5f-4b7e-9a36-0a4e7a1a6f4e' })
  correlation_id!: string;

  @ApiProperty({
    description: 'Given by the service to this request alone, as opposed to the correlation id, which a caller may choose.',
    example: '0f6f4d3e-6d0b-4c53-8f0f-3f1d7a6b2c55',
  })
  request_id!: string;

  @ApiProperty({ example: 'entitlement.granted' })
  action!: string;

  @ApiProperty({ example: '6fb17583-1e49-4435-bb74-a14fe0996723' })
  subject_id!: string;

  @ApiProperty({ description: 'Empty where no bank in particular is concerned.', example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({ type: Object, nullable: true, example: null })
  before!: object | null;

  @ApiProperty({ type: Object, nullable: true, example: { role_name: 'CanCreateCustomerMessage' } })
  after!: object | null;
}

export class AuditRecordListDto {
  @ApiProperty({ type: AuditRecordDto, isArray: true })
  audit_records!: AuditRecordDto[];
}
