import { ApiProperty } from '@nestjs/swagger';
import { Flag } from '../../../platform/body/fields.js';
import { ConsumerCreatorDto } from '../consumer-creator.dto.js';

/** OBP's PutEnabledJSON (contract section 5.6). */
export class PutEnabledDto {
  @Flag({ example: false })
  enabled!: boolean;
}

/** OBP's ConsumerJsonV310; the order of fields is part of the wire. Without key and secret. */
export class ConsumerV310Dto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  consumer_id!: string;

  @ApiProperty({ example: 'Branch terminal' })
  app_name!: string;

  @ApiProperty({ example: '' })
  app_type!: string;

  @ApiProperty({ example: 'What tellers use' })
  description!: string;

  @ApiProperty({ example: 'developer@example.com' })
  developer_email!: string;

  @ApiProperty({ example: 'https://example.com/callback' })
  redirect_url!: string;

  @ApiProperty({
    type: ConsumerCreatorDto,
    nullable: true,
    example: {
      user_id: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1',
      email: 'felixsmith@example.com',
      provider_id: 'felixsmith',
      provider: 'customer-messages',
      username: 'felixsmith',
    },
  })
  created_by_user!: ConsumerCreatorDto | null;

  @ApiProperty({ example: true })
  enabled!: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45Z' })
  created!: string;
}

export class ConsumerListV310Dto {
  @ApiProperty({ type: ConsumerV310Dto, isArray: true })
  consumers!: ConsumerV310Dto[];
}
