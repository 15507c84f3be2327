import { validate as isUuid } from 'uuid';
import type { ListDeclaration } from '../../../platform/endpoint/endpoint.js';
import { invalid, LIST_PARAMETERS, queryOf, readListParameters } from '../../../platform/endpoint/pagination-query.js';
import { FIRST_ID, idBefore, LAST_ID } from '../../customer-messages/message-id.js';
import { CHANNELS } from '../../providers/provider.js';
import type { WantedDeliveries } from '../deliveries.repository.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../delivery-status.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export const DELIVERY_LIST: ListDeclaration = {
  parameters: [
    { name: 'status', description: `Only those with this status: ${DELIVERY_STATUSES.join(', ')}.`, example: 'failed' },
    { name: 'channel', description: `Only those on this channel: ${CHANNELS.join(', ')}.`, example: 'sms' },
    { name: 'reference', description: "Only those with this reference, the sender's own.", example: 'order-4711' },
    ...LIST_PARAMETERS.filter(({ name }) => ['limit', 'from_date', 'to_date'].includes(name)).map((parameter) =>
      parameter.name === 'limit' ? { ...parameter, description: 'How many at most: 50 when not given, never more than 500.' } : parameter,
    ),
    { name: 'cursor', description: 'Where the page before ended: taken from its Link header.', example: `${LAST_ID}.${LAST_ID}` },
  ],
};

/** Where a page ends: a message and one of its deliveries. */
export const cursorOf = ({ message_id: message, delivery_id: delivery }: { message_id: string; delivery_id: string }): string =>
  `${message}.${delivery}`;

/** @throws ObpError OBP-10016. */
export function readWantedDeliveries(url: string): WantedDeliveries {
  const query = queryOf(url);
  const { limit, from, before } = readListParameters(query, DEFAULT_LIMIT);
  const value = (name: string): string | undefined => query.get(name) || undefined;
  const status = value('status');
  const channel = value('channel');
  if (status !== undefined && !DELIVERY_STATUSES.includes(status as DeliveryStatus)) throw invalid('WrongDeliveryFilter');
  if (channel !== undefined && !(CHANNELS as readonly string[]).includes(channel)) throw invalid('WrongDeliveryFilter');
  const [message, delivery] = value('cursor')?.split('.') ?? [];
  if (message !== undefined && !(isUuid(message) && isUuid(delivery))) throw invalid('WrongCursor');
  return {
    status: status as DeliveryStatus | undefined,
    channel,
    reference: value('reference'),
    after: from === undefined ? FIRST_ID : idBefore(from.getTime()),
    before: message ?? (before === undefined ? LAST_ID : idBefore(before.getTime())),
    beforeDelivery: delivery,
    limit: Math.min(limit, MAX_LIMIT),
  };
}
