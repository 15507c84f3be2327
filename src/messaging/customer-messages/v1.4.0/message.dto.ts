import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

/** OBP's AddCustomerMessageJson (contract section 1.6); the examples are those of the API Explorer page. */
export class CreateMessageV140Dto {
  @Text({
    min: 1,
    max: 1024,
    visible: true,
    example: 'String',
    description: 'The text of the message: not of blanks and invisible characters alone.',
  })
  message!: string;

  @Text({ max: 64, example: 'String', description: 'The department that sends it.' })
  from_department!: string;

  @Text({ max: 64, example: 'String', description: 'The person who sends it.' })
  from_person!: string;
}

/** The order of fields is part of the wire (contract section 1.5). */
export class MessageV140Dto {
  @ApiProperty({ example: '5995d6a2-01b3-423c-a173-5481df49bdaf' })
  id!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was created.', example: '1100-01-01T00:00:00Z' })
  date!: string;

  @ApiProperty({ example: 'String' })
  message!: string;

  @ApiProperty({ example: 'String' })
  from_department!: string;

  @ApiProperty({ example: 'String' })
  from_person!: string;
}

export class MessageListV140Dto {
  @ApiProperty({ type: MessageV140Dto, isArray: true })
  messages!: MessageV140Dto[];
}
