import { type MessageField, messageForm } from '../message-projection.js';
import type { MessageV400Dto } from './message.dto.js';

/** The order of fields is part of the wire (contract section 1.3). */
export const MESSAGE_V400 = messageForm('v4.0.0', {
  id: 'id',
  date: 'date',
  transport: 'transport',
  message: 'message',
  from_department: 'from_department',
  from_person: 'from_person',
} satisfies Record<keyof MessageV400Dto, MessageField>);
