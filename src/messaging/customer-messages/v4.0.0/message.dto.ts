import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

/** OBP's CreateMessageJsonV400 (contract section 1.6); the examples are those of the API Explorer page. */
export class CreateMessageV400Dto {
  @Text({
    min: 1,
    max: 1024,
    visible: true,
    example: '123456',
    description: 'The text of the message: not of blanks and invisible characters alone.',
  })
  message!: string;

  @Text({ max: 64, example: 'SMS', description: 'How it is meant to reach the customer.' })
  transport!: string;

  @Text({ max: 64, example: 'Open Bank', description: 'The department that sends it.' })
  from_department!: string;

  @Text({ max: 64, example: 'Tom', description: 'The person who sends it.' })
  from_person!: string;
}

/** The order of fields is part of the wire (contract section 1.3). */
export class MessageV400Dto {
  @ApiProperty({ example: '5995d6a2-01b3-423c-a173-5481df49bdaf' })
  id!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was created.', example: '1100-01-01T00:00:00Z' })
  date!: string;

  @ApiProperty({ description: 'Empty when it was created through v1.4.0.', example: 'SMS' })
  transport!: string;

  @ApiProperty({ example: '123456' })
  message!: string;

  @ApiProperty({ example: 'Open Bank' })
  from_department!: string;

  @ApiProperty({ example: 'Tom' })
  from_person!: string;
}

export class MessageListV400Dto {
  @ApiProperty({ type: MessageV400Dto, isArray: true })
  messages!: MessageV400Dto[];
}
