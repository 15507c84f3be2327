import { formatDate } from '../../obp/dates.js';
import type { MessageRow } from '../messages.repository.js';
import type { MessageV400Dto } from './message.dto.js';

export const toMessageV400Dto = (row: MessageRow): MessageV400Dto => ({
  id: row.message_id,
  date: formatDate(row.date),
  transport: row.transport,
  message: row.message,
  from_department: row.from_department,
  from_person: row.from_person,
});
