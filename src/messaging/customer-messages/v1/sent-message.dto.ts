import { ApiProperty } from '@nestjs/swagger';
import { MessageV400Dto } from '../v4.0.0/message.dto.js';

export class MessageSenderDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'felixsmith' })
  username!: string;

  @ApiProperty({ example: '8a9b0c1d-2e3f-4a5b-8c6d-7e8f90a1b2c3' })
  consumer_id!: string;

  @ApiProperty({ description: 'Empty when the application was deleted.', example: 'Customer Messages Sandbox' })
  app_name!: string;
}

/** The message of v4.0.0, and who created it. */
export class SentMessageDto extends MessageV400Dto {
  @ApiProperty({ type: MessageSenderDto, description: 'Who sent it, and through which application.' })
  created_by!: MessageSenderDto;
}

export class SentMessageListDto {
  @ApiProperty({ type: SentMessageDto, isArray: true })
  messages!: SentMessageDto[];
}
