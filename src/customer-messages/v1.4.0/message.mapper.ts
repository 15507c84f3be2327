import { formatDate } from '../../obp/dates.js';
import type { MessageRow } from '../messages.repository.js';
import type { MessageV140Dto } from './message.dto.js';

export const toMessageV140Dto = (row: MessageRow): MessageV140Dto => ({
  id: row.message_id,
  date: formatDate(row.date),
  message: row.message,
  from_department: row.from_department,
  from_person: row.from_person,
});
