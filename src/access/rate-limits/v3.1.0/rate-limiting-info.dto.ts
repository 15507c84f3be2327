import { ApiProperty } from '@nestjs/swagger';

/** OBP's RateLimiting; the order of fields is part of the wire. */
export class RateLimitingInfoDto {
  @ApiProperty({ description: 'Consumers are always held to the limits they have.', example: true })
  enabled!: boolean;

  @ApiProperty({ description: 'Where calls are counted: REDIS or In-Memory.', example: 'REDIS' })
  technology!: string;

  @ApiProperty({ description: 'False while Redis is away and every process counts for itself.', example: true })
  service_available!: boolean;

  @ApiProperty({ example: true })
  is_active!: boolean;
}
