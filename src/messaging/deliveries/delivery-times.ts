import { ObpError } from '../../platform/errors/obp-error.js';
import type { DeliveryWish } from '../customer-messages/message-companion.js';

/** Seconds for which a delivery is tried, by class. */
export const TIME_TO_LIVE = { high: 600, normal: 72 * 3600, bulk: 72 * 3600 } as const;

/** Milliseconds that send_at may lie ahead. */
const FARTHEST = 366 * 24 * 3_600_000;

/**
 * @param now milliseconds since 1970.
 * @throws ObpError OBP-98206 for times that cannot be.
 */
export function refuseWrongTimes({ sendAt, expiresAt }: DeliveryWish, now = Date.now()): void {
  if (sendAt && (sendAt.getTime() <= now || sendAt.getTime() > now + FARTHEST)) throw new ObpError('WrongDeliveryTime', ' send_at');
  if (expiresAt && expiresAt.getTime() <= (sendAt?.getTime() ?? now)) throw new ObpError('WrongDeliveryTime', ' expires_at');
}
