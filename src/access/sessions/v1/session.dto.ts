import { ApiProperty } from '@nestjs/swagger';
import { AUTHENTICATION_TYPES } from '../authentication-type.js';

export class SessionDto {
  @ApiProperty({ example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b' })
  session_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  consumer_id!: string;

  @ApiProperty({ example: 'Customer Messages Sandbox' })
  app_name!: string;

  @ApiProperty({ enum: AUTHENTICATION_TYPES, example: 'DirectLogin' })
  authentication_type!: string;

  @ApiProperty({ example: '2026-11-25T08:00:00.000Z' })
  created!: string;

  @ApiProperty({ example: '2026-12-23T08:00:00.000Z' })
  expires!: string;

  @ApiProperty({ description: 'Whether it is the session of this call.', example: true })
  is_current!: boolean;
}

export class SessionListDto {
  @ApiProperty({ type: SessionDto, isArray: true })
  sessions!: SessionDto[];
}

export class ApplicationDto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  consumer_id!: string;

  @ApiProperty({ example: 'Customer Messages Sandbox' })
  app_name!: string;

  @ApiProperty({ type: 'integer', description: 'How many sessions go through it.', example: 2 })
  sessions!: number;

  @ApiProperty({ description: 'When the newest of them was made.', example: '2026-11-25T08:00:00.000Z' })
  last_sign_in!: string;
}

export class ApplicationListDto {
  @ApiProperty({ type: ApplicationDto, isArray: true })
  applications!: ApplicationDto[];
}
