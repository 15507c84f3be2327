import { ObpError } from '../../../platform/errors/obp-error.js';
import type { DeliveryWish } from '../../customer-messages/message-companion.js';
import { CLASSES, type DeliveryClass } from '../../providers/provider.js';
import type { SendMessageDto } from '../../customer-messages/v1/send-message.dto.js';

/** Bytes of metadata, at most. */
const MOST_METADATA = 2048;
/** What PostgreSQL takes into no `jsonb`, as JSON writes it: behind a backslash that none before it escapes. */
const NOT_STORED = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Its times are judged when it is stored (`refuseWrongTimes`). @throws ObpError OBP-10001. */
export function toDeliveryWish(body: SendMessageDto): DeliveryWish {
  const { priority, send_at: sendAt, expires_at: expiresAt, channels, reference, metadata } = body;
  const urgency = priority ?? undefined;
  if (urgency !== undefined && !(CLASSES as readonly string[]).includes(urgency)) throw wrong('priority', `one of ${CLASSES.join(', ')}`);
  if (metadata) {
    const text = JSON.stringify(metadata);
    if (Buffer.byteLength(text) > MOST_METADATA) throw wrong('metadata', `of at most ${MOST_METADATA} bytes`);
    if (NOT_STORED.test(text))
      throw wrong('metadata', 'of characters that can be stored: without NUL, and without half of a surrogate pair');
  }
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
