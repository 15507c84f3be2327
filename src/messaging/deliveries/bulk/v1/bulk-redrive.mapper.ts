import { validate as isUuid } from 'uuid';
import { ObpError } from '../../../../platform/errors/obp-error.js';
import { FIRST_ID, idBefore, LAST_ID } from '../../../customer-messages/message-id.js';
import { cursorOf } from '../../v1/delivery-query.js';
import { SHOWN_CHANNELS } from '../../v1/delivery.dto.js';
import { REDRIVABLE, type DeliveryPlace, type RedriveFilter } from '../bulk-redrives.repository.js';
import { type BulkRedrive, MOST_COUNTED, MOST_REDRIVEN } from '../bulk-redrives.js';
import type { RedriveDeliveriesDto, RedrivenDeliveriesDto } from './bulk-redrive.dto.js';

/** @throws ObpError OBP-10001 naming what is wrong. */
export function toRedriveFilter(body: RedriveDeliveriesDto): RedriveFilter {
  const { channel, provider_id: providerId, reference, from_date: from, to_date: to } = body;
  const status = REDRIVABLE.find((one) => one === (body.status || 'dead'));
  if (status === undefined) throw wrong('status', `one of ${REDRIVABLE.join(', ')}`);
  if (channel && !SHOWN_CHANNELS.includes(channel)) throw wrong('channel', `one of ${SHOWN_CHANNELS.join(', ')}`);
  if (from && to && to < from) throw wrong('to_date', 'from_date or later');
  return {
    status,
    channel: channel || undefined,
    providerId: providerId || undefined,
    reference: reference || undefined,
    after: placeOf(body.cursor || undefined) ?? { messageId: from ? idBefore(from.getTime()) : FIRST_ID, deliveryId: FIRST_ID },
    // Moments are of whole seconds, and that second is meant too.
    before: to ? idBefore(to.getTime() + 1_000) : LAST_ID,
  };
}

/** @throws ObpError OBP-10001. */
export function toRedriveLimit({ limit }: RedriveDeliveriesDto): number {
  if (typeof limit === 'number' && limit < 1) throw wrong('limit', '1 or more');
  return Math.min(limit ?? MOST_REDRIVEN, MOST_REDRIVEN);
}

function placeOf(cursor: string | undefined): DeliveryPlace | undefined {
  if (cursor === undefined) return undefined;
  const [messageId = '', deliveryId = '', ...rest] = cursor.split('.');
  if (!isUuid(messageId) || !isUuid(deliveryId) || rest.length > 0) throw wrong('cursor', 'a next_cursor of an earlier answer');
  return { messageId, deliveryId };
}

export const toCountedDto = (count: number): RedrivenDeliveriesDto => ({
  dry_run: true,
  count: Math.min(count, MOST_COUNTED),
  has_more: count > MOST_COUNTED,
  next_cursor: null,
});

export const toRedrivenDto = ({ count, next }: BulkRedrive): RedrivenDeliveriesDto => ({
  dry_run: false,
  count,
  has_more: next !== undefined,
  next_cursor: next === undefined ? null : cursorOf({ message_id: next.messageId, delivery_id: next.deliveryId }),
});

const wrong = (field: string, expected: string): ObpError => new ObpError('InvalidJson', ` ${field} must be ${expected}`);
