import { DELIVERY_REASONS, type DeliveryReason } from '../../messaging/deliveries/delivery-reasons.js';
import type { Locale } from '../../platform/openapi/locale.js';

/** The reason for a delivery's state, in words; an unknown code is shown unchanged. */
export const reasonIn = (locale: Locale, code: string): string =>
  Object.hasOwn(DELIVERY_REASONS, code) ? DELIVERY_REASONS[code as DeliveryReason][locale === 'es' ? 1 : 0] : code;
