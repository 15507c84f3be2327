import { ObpError } from '../../../platform/errors/obp-error.js';
import type { DeliveryWish } from '../../customer-messages/message-companion.js';
import { CLASSES, type DeliveryClass } from '../../providers/provider.js';
import type { SendMessageDto } from './send-message.dto.js';

/** Bytes of metadata, at most. */
const MOST_METADATA = 2048;
/** Milliseconds that send_at may lie ahead. */
const FARTHEST = 366 * 24 * 3_600_000;

/**
 * @param now milliseconds since 1970.
 * @throws ObpError OBP-10001, or OBP-98206 for times that cannot be.
 */
export function toDeliveryWish(body: SendMessageDto, now = Date.now()): DeliveryWish {
  const { priority, send_at: sendAt, expires_at: expiresAt, channels, reference, metadata } = body;
  const urgency = priority ?? undefined;
  if (urgency !== undefined && !(CLASSES as readonly string[]).includes(urgency)) throw wrong('priority', `one of ${CLASSES.join(', ')}`);
  if (metadata && Buffer.byteLength(JSON.stringify(metadata)) > MOST_METADATA) throw wrong('metadata', `of at most ${MOST_METADATA} bytes`);
  if (sendAt && (sendAt.getTime() <= now || sendAt.getTime() > now + FARTHEST)) throw new ObpError('WrongDeliveryTime', ' send_at');
  if (expiresAt && expiresAt.getTime() <= (sendAt?.getTime() ?? now)) throw new ObpError('WrongDeliveryTime', ' expires_at');
  return {
    ...(urgency === undefined ? {} : { urgency: urgency as DeliveryClass }),
    ...(sendAt ? { sendAt } : {}),
    ...(expiresAt ? { expiresAt } : {}),
    ...(channels ? { channels: [...new Set(channels)] } : {}),
    ...(reference ? { reference } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

const wrong = (field: string, expected: string): ObpError => new ObpError('InvalidJson', ` ${field} must be ${expected}`);
