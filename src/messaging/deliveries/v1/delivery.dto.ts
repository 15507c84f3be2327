import { ApiProperty } from '@nestjs/swagger';
import { DELIVERY_STATUSES } from '../delivery-status.js';
import { CHANNELS, CLASSES } from '../../providers/provider.js';

const ID = '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b';
/** Those of the providers, and that of what is read here alone. */
export const SHOWN_CHANNELS: readonly string[] = [...CHANNELS, 'inbox'];

const TIME = '2026-01-22T08:12:45.678Z';

export class DeliveryAttemptDto {
  @ApiProperty({ description: 'From 1.', example: 1 })
  attempt!: number;

  @ApiProperty({ example: 'simulator' })
  provider_id!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  started_at!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  ended_at!: string;

  @ApiProperty({
    enum: ['accepted', 'temporary', 'permanent', 'throttled', 'unavailable', 'unknown', 'interrupted'],
    description:
      'What came of it: accepted, temporary, permanent, throttled, unavailable, unknown, or interrupted where our process ended.',
    example: 'accepted',
  })
  outcome!: string;

  @ApiProperty({ description: "The provider's own code; empty for none.", example: '' })
  code!: string;
}

export class DeliveryChangeDto {
  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'sent' })
  status!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  at!: string;

  @ApiProperty({ description: 'Empty for none.', example: '' })
  reason!: string;
}

/** One message on one channel to one address. */
export class DeliveryDto {
  @ApiProperty({ example: ID })
  delivery_id!: string;

  @ApiProperty({ example: ID })
  message_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  customer_id!: string;

  @ApiProperty({ enum: SHOWN_CHANNELS as string[], example: 'sms' })
  channel!: string;

  @ApiProperty({ description: 'Transport of the route that it takes; empty where any route to its channel will do.', example: 'sms' })
  route!: string;

  @ApiProperty({ enum: CLASSES, example: 'normal' })
  priority!: string;

  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'delivered' })
  status!: string;

  @ApiProperty({ description: 'Why it is there, as a code; empty for none.', example: '' })
  reason!: string;

  @ApiProperty({ description: 'The same for people, in English.', example: '' })
  reason_text!: string;

  @ApiProperty({ description: 'The end of where it was sent to; empty before the first try.', example: '…4876' })
  address!: string;

  @ApiProperty({ description: 'Who took it, or tried last.', example: 'simulator' })
  provider_id!: string;

  @ApiProperty({ description: 'By which the provider knows it; empty where none has taken it.', example: ID })
  provider_reference!: string;

  @ApiProperty({ description: "The sender's own.", example: '' })
  reference!: string;

  @ApiProperty({ type: Object, nullable: true, description: "The sender's own.", example: null })
  metadata!: object | null;

  @ApiProperty({ type: String, nullable: true, description: "Whose text it is; null for the sender's own.", example: null })
  template_id!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Its version; null without one.', example: null })
  template_version!: number | null;

  @ApiProperty({ format: 'date-time', example: TIME })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Not sent earlier.', example: null })
  send_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Not sent later.', example: TIME })
  expires_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When a provider took it.', example: TIME })
  sent_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its end was known.', example: TIME })
  ended_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is tried next; null where it is not.',
    example: null,
  })
  next_try_at!: string | null;

  @ApiProperty({ type: DeliveryAttemptDto, isArray: true })
  attempts!: DeliveryAttemptDto[];

  @ApiProperty({ type: DeliveryChangeDto, isArray: true, description: 'Every change of the status, oldest first.' })
  history!: DeliveryChangeDto[];
}

export class DeliveryListDto {
  @ApiProperty({ type: DeliveryDto, isArray: true })
  deliveries!: DeliveryDto[];
}

export class DeliveredMessageDto {
  @ApiProperty({ example: ID })
  id!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-22T08:12:45Z' })
  date!: string;

  @ApiProperty({ example: 'SMS' })
  transport!: string;

  @ApiProperty({ example: '123456' })
  message!: string;

  @ApiProperty({ example: 'Open Bank' })
  from_department!: string;

  @ApiProperty({ example: 'Tom' })
  from_person!: string;

  @ApiProperty({ type: DeliveryDto, isArray: true, description: 'Empty where the bank has no route for the transport.' })
  deliveries!: DeliveryDto[];
}
