import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

const EXAMPLE_ID = '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b';

export class InboxMessageDto {
  @ApiProperty({ example: EXAMPLE_ID })
  id!: string;

  @ApiProperty({ example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({ description: 'For which of the customers that the caller acts for.', example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;

  @ApiProperty({ example: 'SMS' })
  transport!: string;

  @ApiProperty({ example: '123456' })
  message!: string;

  @ApiProperty({ example: 'Open Bank' })
  from_department!: string;

  @ApiProperty({ example: 'Tom' })
  from_person!: string;

  @ApiProperty({ format: 'date-time', example: '2027-01-22T08:12:45Z' })
  date!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When somebody who acts for the customer read it; null: not yet.',
    example: '2027-01-22T09:00:00.000Z',
  })
  read_at!: string | null;
}

export class InboxDto {
  @ApiProperty({ type: InboxMessageDto, isArray: true })
  messages!: InboxMessageDto[];

  @ApiProperty({
    description: 'How many messages of the whole inbox are not read, or with bank_id of that bank; 100 stands for 100 or more.',
    type: 'integer',
    example: 3,
  })
  unread_count!: number;

  @ApiProperty({
    description: 'Whether the caller acts for customers of more than 20 banks: then name one for the others.',
    example: false,
  })
  more_banks!: boolean;
}

export class MessageReadDto {
  @ApiProperty({ example: EXAMPLE_ID })
  message_id!: string;

  @ApiProperty({ example: 'gh.29.uk' })
  bank_id!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was read first.', example: '2027-01-22T09:00:00.000Z' })
  read_at!: string;
}

export class ReadUntilDto {
  @Text({ min: 36, max: 36, example: EXAMPLE_ID, description: 'The id of the newest message that is read; so are all before it.' })
  up_to!: string;

  @Text({ max: 44, optional: true, example: 'gh.29.uk', description: 'Only what this bank has sent.' })
  bank_id?: string;
}

export class ReadReceiptDto {
  @ApiProperty({ example: EXAMPLE_ID })
  message_id!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: not read.',
    example: '2027-01-22T09:00:00.000Z',
  })
  read_at!: string | null;
}

export class ReadReceiptListDto {
  @ApiProperty({ type: ReadReceiptDto, isArray: true })
  read_receipts!: ReadReceiptDto[];
}
