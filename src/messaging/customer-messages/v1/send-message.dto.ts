import { Moment, PlainObject, Text, TextList, Whole } from '../../../platform/body/fields.js';
import { CreateMessageV400Dto } from '../v4.0.0/message.dto.js';
import { CHANNELS, CLASSES } from '../../providers/provider.js';

/** The message of v4.0.0, and how it is to be delivered. */
export class SendMessageDto extends CreateMessageV400Dto {
  /** Undefined where a template is named. */
  @Text({
    min: 1,
    max: 1024,
    visible: true,
    unless: 'template_id',
    example: '123456',
    description: 'The text of the message, not of blanks and invisible characters alone; absent where template_id is given.',
  })
  declare message: string;

  @Text({ min: 1, max: 64, optional: true, example: 'card-ready', description: 'A template of the bank, whose text is sent.' })
  template_id?: string;

  @Whole({ optional: true, example: 1, description: 'The newest when not given.' })
  template_version?: number;

  @Text({ min: 1, max: 64, optional: true, example: 'es', description: "The template's default language when not given." })
  language?: string;

  @PlainObject({
    optional: true,
    example: { name: 'Eveline', branch: 'Derby' },
    description: 'A value for each placeholder: text of at most 1024 characters, a number, true or false. Others are ignored.',
  })
  personalisation?: Record<string, unknown>;

  @Text({
    max: 8,
    optional: true,
    values: CLASSES,
    example: 'normal',
    description: `How urgent it is: ${CLASSES.join(', ')}; normal when not given.`,
  })
  priority?: string;

  @Moment({ optional: true, example: '2027-01-22T08:12:45Z', description: 'When it is to be sent; at once when not given.' })
  send_at?: Date;

  @Moment({ optional: true, example: '2027-01-23T08:12:45Z', description: 'When it is of no use any more.' })
  expires_at?: Date;

  @TextList({ optional: true, example: ['sms'], description: `Instead of what the transport's route says: ${CHANNELS.join(', ')}.` })
  channels?: string[];

  @Text({ max: 128, optional: true, example: 'order-4711', description: "The sender's own, by which deliveries are found." })
  reference?: string;

  @PlainObject({ optional: true, example: { campaign: 'spring' }, description: "The sender's own, of at most 2048 bytes." })
  metadata?: object;
}

/** The example as a whole names no times: they would lie in the past one day. */
export const SEND_MESSAGE_EXAMPLE = {
  message: '123456',
  transport: 'SMS',
  from_department: 'Open Bank',
  from_person: 'Tom',
  priority: 'normal',
  channels: ['sms'],
  reference: 'order-4711',
  metadata: { campaign: 'spring' },
};
