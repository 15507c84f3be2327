import { formatDate } from '../../../platform/endpoint/dates.js';
import { timeOfId } from '../../customer-messages/message-id.js';
import { DELIVERY_REASONS } from '../delivery-reasons.js';
import type { ShownDelivery, ShownMessage } from '../deliveries.service.js';
import type { DeliveryPreview } from '../delivery-previews.js';
import type { DeliveredMessageDto, DeliveryDto } from './delivery.dto.js';
import type { DeliveryPreviewDto } from './delivery-preview.dto.js';

const timeOf = (date: Date | null): string | null => date?.toISOString() ?? null;

export const toDeliveryDto = (delivery: ShownDelivery): DeliveryDto => ({
  delivery_id: delivery.delivery_id,
  message_id: delivery.message_id,
  customer_id: delivery.customer_id,
  channel: delivery.channel,
  route: delivery.route,
  priority: delivery.class,
  status: delivery.status,
  reason: delivery.reason,
  reason_text: Object.hasOwn(DELIVERY_REASONS, delivery.reason)
    ? DELIVERY_REASONS[delivery.reason as keyof typeof DELIVERY_REASONS][0]
    : '',
  address: delivery.address_shown,
  provider_id: delivery.provider_id,
  provider_reference: delivery.provider_reference,
  reference: delivery.reference,
  metadata: delivery.metadata,
  template_id: delivery.template_id || null,
  template_version: delivery.template_version || null,
  created_at: new Date(timeOfId(delivery.delivery_id)).toISOString(),
  send_at: timeOf(delivery.send_at),
  expires_at: timeOf(delivery.expires_at),
  sent_at: timeOf(delivery.sent_at),
  ended_at: timeOf(delivery.ended_at),
  next_try_at: timeOf(delivery.next_try_at),
  attempts: delivery.tries.map((attempt) => ({
    attempt: attempt.attempt,
    provider_id: attempt.provider_id,
    started_at: attempt.started_at.toISOString(),
    ended_at: attempt.ended_at.toISOString(),
    outcome: attempt.outcome,
    code: attempt.code,
  })),
  history: delivery.history.map(({ status, at, reason }) => ({ status, at, reason })),
});

export const toDeliveredMessageDto = (message: ShownMessage): DeliveredMessageDto => ({
  id: message.message_id,
  date: formatDate(message.date),
  transport: message.transport,
  message: message.message,
  from_department: message.from_department,
  from_person: message.from_person,
  deliveries: message.deliveries.map(toDeliveryDto),
});

export const toDeliveryPreviewDto = ({ channel, providerId, text, sms, email }: DeliveryPreview): DeliveryPreviewDto => ({
  channel,
  provider_id: providerId,
  text,
  sms: sms === undefined ? null : { encoding: sms.encoding, units: sms.units, segments: sms.parts.length, parts: [...sms.parts] },
  email: email === undefined ? null : { from: email.from, subject: email.subject, source: email.source ?? null },
});
