import { ApiProperty } from '@nestjs/swagger';
import { Whole } from '../../../platform/body/fields.js';
import { OVERLAP } from '../consumer-credentials.js';

export class RotateSecretDto {
  @Whole({
    optional: true,
    example: 24,
    description: `For how many hours the secret that is replaced stays good: ${OVERLAP.usual} if nothing is said, at most ${OVERLAP.most}. 0 ends all earlier secrets at once.`,
  })
  overlap_hours?: number | null;
}

export class RotatedSecretDto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  consumer_id!: string;

  @ApiProperty({ description: 'The same as before.', example: 'bwf0ykmwoirip1yjxcn15wnhuyxcziwgtcoaildq' })
  key!: string;

  @ApiProperty({ description: 'Shown this once.', example: 'aeqmkzqk0wnnxfvcnsvimnkp5xc3b0bngvh2rkcd' })
  secret!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the last of the earlier secrets ends; null where none is good any more.',
    example: '2026-11-26T08:00:00.000Z',
  })
  previous_secrets_expire!: string | null;
}
