import { ApiProperty } from '@nestjs/swagger';

export class RefusedCallsDto {
  @ApiProperty({ format: 'date-time', description: 'The beginning of the minute.', example: '2026-01-22T08:12:00.000Z' })
  minute!: string;

  @ApiProperty({
    description: 'Of IPv6 the network of 64 bits; empty for the rest of a minute with calls from very many.',
    example: '192.0.2.7',
  })
  address!: string;

  @ApiProperty({ description: 'Empty for callers who are not known, and for names that nobody has.', example: '' })
  user_id!: string;

  @ApiProperty({ description: 'Likewise.', example: '' })
  username!: string;

  @ApiProperty({ type: 'integer', description: 'With a name and a password, whatever was wrong.', example: 3 })
  logins!: number;

  @ApiProperty({ type: 'integer', description: 'Other calls that were answered 401.', example: 0 })
  unauthenticated!: number;

  @ApiProperty({ type: 'integer', description: 'Other calls that were answered 403.', example: 0 })
  forbidden!: number;
}

export class RefusedCallsListDto {
  @ApiProperty({ type: RefusedCallsDto, isArray: true })
  refused_calls!: RefusedCallsDto[];
}
