import { type MessageField, messageForm } from '../message-projection.js';
import type { SentMessageDto } from './sent-message.dto.js';

export const SENT_MESSAGE = messageForm('sent', {
  id: 'id',
  date: 'date',
  transport: 'transport',
  message: 'message',
  from_department: 'from_department',
  from_person: 'from_person',
  created_by: 'created_by',
} satisfies Record<keyof SentMessageDto, MessageField>);
