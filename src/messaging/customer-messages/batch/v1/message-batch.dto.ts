import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../../platform/body/fields.js';
import { SEND_MESSAGE_EXAMPLE, SendMessageDto } from '../../v1/send-message.dto.js';

const CUSTOMER = '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh';

/** One message of a batch: as it is sent alone, and the customer. */
export class BatchMessageDto extends SendMessageDto {
  @Text({ max: 36, example: CUSTOMER, description: 'A customer of the bank.' })
  customer_id!: string;
}

export const BATCH_EXAMPLE = [{ customer_id: CUSTOMER, ...SEND_MESSAGE_EXAMPLE }];

export class BatchResultDto {
  @ApiProperty({ type: 'integer', description: '201 when the message is stored, else the status of its error.', example: 201 })
  status!: number;

  @ApiProperty({ required: false, description: 'The id of the stored message.', example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b' })
  message_id?: string;

  @ApiProperty({ required: false, description: 'Why it is not stored.', example: '' })
  message?: string;
}

export class BatchErrorDto {
  @ApiProperty({ type: 'integer', example: 400 })
  code!: number;

  @ApiProperty({ example: 'OBP-10001: Incorrect json format. The body ends before its array does.' })
  message!: string;
}

/** The result of each message, in order. */
export class BatchResultsDto {
  @ApiProperty({ type: BatchResultDto, isArray: true, description: 'One for each message that was looked at, in their order.' })
  results!: BatchResultDto[];

  @ApiProperty({ type: BatchErrorDto, required: false, description: 'Why nothing behind these was looked at; absent when all were.' })
  error?: BatchErrorDto;
}
