import { Moment, PlainObject, Text, TextList } from '../../../platform/body/fields.js';
import { CreateMessageV400Dto } from '../../customer-messages/v4.0.0/message.dto.js';
import { CHANNELS, CLASSES } from '../../providers/provider.js';

/** The message of v4.0.0, and how it is to be delivered. */
export class SendMessageDto extends CreateMessageV400Dto {
  @Text({ max: 8, optional: true, example: 'normal', description: `How urgent it is: ${CLASSES.join(', ')}; normal when not given.` })
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
