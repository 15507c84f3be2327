import { DELIVERY_REASONS, type DeliveryReason } from '../../delivery-reasons.js';
import type { BankMessageRow } from '../bank-messages.repository.js';
import type { BankMessageDto } from './bank-message.dto.js';

export const toBankMessageDto = (row: BankMessageRow): BankMessageDto => ({
  message_id: row.message_id,
  customer_id: row.customer_id,
  customer_number: row.customer_number,
  legal_name: row.legal_name,
  date: row.date.toISOString(),
  transport: row.transport,
  message: row.message,
  from_department: row.from_department,
  from_person: row.from_person,
  created_by_user_id: row.user_id,
  created_by_username: row.username,
  deliveries: row.deliveries.map(({ delivery_id, channel, status, reason }) => ({
    delivery_id,
    channel,
    status,
    reason,
    reason_text: reasonText(reason),
  })),
});

export const reasonText = (reason: string, language: 0 | 1 = 0): string =>
  Object.hasOwn(DELIVERY_REASONS, reason) ? DELIVERY_REASONS[reason as DeliveryReason][language] : reason;
