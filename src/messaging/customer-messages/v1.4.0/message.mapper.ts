import { type MessageField, messageForm } from '../message-projection.js';
import type { MessageV140Dto } from './message.dto.js';

/** The order of fields is part of the wire (contract section 1.5). */
export const MESSAGE_V140 = messageForm('v1.4.0', {
  id: 'id',
  date: 'date',
  message: 'message',
  from_department: 'from_department',
  from_person: 'from_person',
} satisfies Record<keyof MessageV140Dto, MessageField>);
