import { ApiProperty } from '@nestjs/swagger';
import { SHOWN_CHANNELS } from './delivery.dto.js';

export class SmsPartDto {
  @ApiProperty({ example: 'Your card is ready' })
  text!: string;

  @ApiProperty({ description: 'Without the header of a part.', example: 18 })
  units!: number;
}

export class SmsPreviewDto {
  @ApiProperty({ enum: ['gsm7', 'ucs2'], description: 'UCS-2 where a character is not in GSM-7.', example: 'gsm7' })
  encoding!: string;

  @ApiProperty({ description: 'Septets of GSM-7, or UTF-16 units of UCS-2.', example: 18 })
  units!: number;

  @ApiProperty({ description: 'How many messages the network counts.', example: 1 })
  segments!: number;

  @ApiProperty({ type: SmsPartDto, isArray: true })
  parts!: SmsPartDto[];
}

export class EmailPreviewDto {
  @ApiProperty({ example: 'Open Bank' })
  from!: string;

  @ApiProperty({ example: 'Open Bank' })
  subject!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The mail as it is sent, with another recipient; null where the provider writes none.',
    example: null,
  })
  source!: string | null;
}

/** What is sent, as the provider gets it. */
export class DeliveryPreviewDto {
  @ApiProperty({ enum: SHOWN_CHANNELS, example: 'sms' })
  channel!: string;

  @ApiProperty({ description: 'Who took it, or tried last, or is asked first; empty where nobody is.', example: 'simulator' })
  provider_id!: string;

  @ApiProperty({ description: 'As it goes out: a provider may be told to leave out accents.', example: 'Your card is ready' })
  text!: string;

  @ApiProperty({
    type: SmsPreviewDto,
    nullable: true,
    description: 'Null on other channels.',
    example: { encoding: 'gsm7', units: 18, segments: 1, parts: [{ text: 'Your card is ready', units: 18 }] },
  })
  sms!: SmsPreviewDto | null;

  @ApiProperty({ type: EmailPreviewDto, nullable: true, description: 'Null on other channels.', example: null })
  email!: EmailPreviewDto | null;
}
