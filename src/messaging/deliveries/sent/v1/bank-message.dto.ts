import { ApiProperty } from '@nestjs/swagger';
import { DELIVERY_STATUSES } from '../../delivery-status.js';
import { SHOWN_CHANNELS } from '../../v1/delivery.dto.js';

export class SentDeliveryDto {
  @ApiProperty({ example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b' })
  delivery_id!: string;

  @ApiProperty({ enum: SHOWN_CHANNELS, example: 'sms' })
  channel!: string;

  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'delivered' })
  status!: string;

  @ApiProperty({ description: 'A code; empty for none.', example: '' })
  reason!: string;

  @ApiProperty({ description: 'The reason in words; empty for none.', example: '' })
  reason_text!: string;
}

/** A message of a bank, with who really sent it and what became of it. */
export class BankMessageDto {
  @ApiProperty({ example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b' })
  message_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;

  @ApiProperty({ example: '5987953' })
  customer_number!: string;

  @ApiProperty({ example: 'Eveline Tripman' })
  legal_name!: string;

  @ApiProperty({ example: '2026-01-22T08:12:45.678Z' })
  date!: string;

  @ApiProperty({ example: 'SMS' })
  transport!: string;

  @ApiProperty({ example: 'Your card is ready' })
  message!: string;

  @ApiProperty({ example: 'Open Bank' })
  from_department!: string;

  @ApiProperty({ description: 'Who the message says it is from.', example: 'Tom' })
  from_person!: string;

  @ApiProperty({ description: 'The user who sent it.', example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  created_by_user_id!: string;

  @ApiProperty({ description: 'The name of the user who sent it.', example: 'felixsmith' })
  created_by_username!: string;

  @ApiProperty({ type: SentDeliveryDto, isArray: true, description: 'Empty where the bank delivers nothing with this transport.' })
  deliveries!: SentDeliveryDto[];
}

export class BankMessageListDto {
  @ApiProperty({ type: BankMessageDto, isArray: true })
  messages!: BankMessageDto[];
}
