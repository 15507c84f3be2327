import { ApiProperty } from '@nestjs/swagger';

/** The error envelope (contract section 2.1). */
export class ErrorDto {
  @ApiProperty({ type: 'integer', description: 'The HTTP status.', example: 401 })
  code!: number;

  @ApiProperty({ example: 'OBP-20001: User not logged in. Authentication is required!' })
  message!: string;
}
