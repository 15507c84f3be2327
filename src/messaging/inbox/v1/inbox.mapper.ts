import type { Inbox } from '../inbox.service.js';
import type { InboxItem } from '../merge-pages.js';
import type { ReadMessage } from '../read-states.js';
import type { InboxDto, InboxMessageDto, MessageReadDto, ReadReceiptDto } from './inbox.dto.js';

export const toInboxMessageDto = (item: InboxItem): InboxMessageDto => ({
  id: item.id,
  bank_id: item.bankId,
  customer_id: item.customer_id,
  transport: item.transport,
  message: item.message,
  from_department: item.from_department,
  from_person: item.from_person,
  date: item.date,
  read_at: item.read_at,
});

export const toInboxDto = ({ items, unread, moreBanks }: Inbox): InboxDto => ({
  messages: items.map(toInboxMessageDto),
  unread_count: unread,
  more_banks: moreBanks,
});

export const toMessageReadDto = ({ messageId, bankId, readAt }: ReadMessage): MessageReadDto => ({
  message_id: messageId,
  bank_id: bankId,
  read_at: readAt.toISOString(),
});

export const toReadReceiptDto = ({ message_id: id, read_at: readAt }: { message_id: string; read_at: Date | null }): ReadReceiptDto => ({
  message_id: id,
  read_at: readAt?.toISOString() ?? null,
});
