import { ApiProperty } from '@nestjs/swagger';
import { Flag, Moment, Text } from '../../../platform/body/fields.js';
import { ConsumerCreatorDto } from '../consumer-creator.dto.js';

/** OBP's ConsumerPostJSON (contract section 5.6): all fields are required, though OBP does not use three of them. */
export class CreateConsumerV400Dto {
  @Text({ max: 100, example: 'Branch terminal', description: 'Three characters or more. If it is taken something is added to it.' })
  app_name!: string;

  @Text({ max: 255, example: 'Web', description: 'Not used.' })
  app_type!: string;

  @Text({ max: 2000, example: 'What tellers use' })
  description!: string;

  @Text({ max: 100, example: 'developer@example.com' })
  developer_email!: string;

  @Text({
    max: 250,
    example: 'https://example.com/callback',
    description:
      'Where people may be sent after they have signed in: an https URL, an http URL of 127.0.0.1, [::1] or localhost, one of a private-use scheme with a dot in it (RFC 8252), or empty.',
  })
  redirect_url!: string;

  @Text({ max: 255, example: '', description: 'Not used: the creator is the caller.' })
  created_by_user_id!: string;

  @Flag({ example: true, description: 'Whether it can be used at once.' })
  enabled!: boolean;

  @Moment({ example: '2020-01-22T08:12:45Z', description: 'Not used.' })
  created!: Date;

  @Text({ max: 4000, example: '' })
  clientCertificate!: string;
}

/** OBP's ConsumerJson; the order of fields is part of the wire. */
export class ConsumerV400Dto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  consumer_id!: string;

  @ApiProperty({ example: 'bwf0ykmwoirip1yjxcn15wnhuyxcziwgtcoaildq' })
  key!: string;

  @ApiProperty({ description: 'Shown this once.', example: 'aeqmkzqk0wnnxfvcnsvimnkp5xc3b0bngvh2rkcd' })
  secret!: string;

  @ApiProperty({ example: 'Branch terminal' })
  app_name!: string;

  @ApiProperty({ example: '' })
  app_type!: string;

  @ApiProperty({ example: 'What tellers use' })
  description!: string;

  @ApiProperty({ example: '' })
  client_certificate!: string;

  @ApiProperty({ example: 'developer@example.com' })
  developer_email!: string;

  @ApiProperty({ example: 'https://example.com/callback' })
  redirect_url!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  created_by_user_id!: string;

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
