import { validate as isUuid } from 'uuid';
import { cursorParameters, readCursorPage } from '../../../platform/endpoint/cursor-page.js';
import type { ListDeclaration } from '../../../platform/endpoint/endpoint.js';
import { invalid } from '../../../platform/endpoint/pagination-query.js';
import { FIRST_ID, idBefore, LAST_ID } from '../../customer-messages/message-id.js';
import { SHOWN_CHANNELS } from './delivery.dto.js';
import type { WantedDeliveries } from '../deliveries.repository.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../delivery-status.js';

export const DELIVERY_LIST: ListDeclaration = {
  parameters: [
    {
      name: 'status',
      description: `Only those with this status: ${DELIVERY_STATUSES.join(', ')}.`,
      example: 'failed',
      takes: DELIVERY_STATUSES,
    },
    { name: 'channel', description: `Only those on this channel: ${SHOWN_CHANNELS.join(', ')}.`, example: 'sms', takes: SHOWN_CHANNELS },
    { name: 'reference', description: "Only those with this reference, the sender's own.", example: 'order-4711' },
    { name: 'template_id', description: 'Only those whose text is of this template.', example: 'card-ready' },
    ...cursorParameters(`${LAST_ID}.${LAST_ID}`, { dates: true }),
  ],
};

/** Where a page ends: a message and one of its deliveries. */
export const cursorOf = ({ message_id: message, delivery_id: delivery }: { message_id: string; delivery_id: string }): string =>
  `${message}.${delivery}`;

/** @throws ObpError OBP-10016. */
export function readWantedDeliveries(url: string): WantedDeliveries {
  const { query, limit, from, before } = readCursorPage(url);
  const value = (name: string): string | undefined => query.get(name) || undefined;
  const status = value('status');
  const channel = value('channel');
  if (status !== undefined && !DELIVERY_STATUSES.includes(status as DeliveryStatus)) throw invalid('WrongDeliveryFilter');
  if (channel !== undefined && !SHOWN_CHANNELS.includes(channel)) throw invalid('WrongDeliveryFilter');
  const reference = value('reference');
  const templateId = value('template_id');
  if (`${reference ?? ''}${templateId ?? ''}`.includes('\0')) throw invalid('WrongDeliveryFilter');
  const [message, delivery] = value('cursor')?.split('.') ?? [];
  if (message !== undefined && !(isUuid(message) && isUuid(delivery))) throw invalid('WrongCursor');
  return {
    status: status as DeliveryStatus | undefined,
    channel,
    reference,
    templateId,
    after: from === undefined ? FIRST_ID : idBefore(from.getTime()),
    before: message ?? (before === undefined ? LAST_ID : idBefore(before.getTime())),
    beforeDelivery: delivery,
    limit,
  };
}
