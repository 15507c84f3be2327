import { DELIVERY_REASONS, type DeliveryReason } from '../../messaging/deliveries/delivery-reasons.js';
import type { Locale } from '../../platform/openapi/locale.js';

/** Why a delivery is where it is, in words; a code that this page does not know stays as it is. */
export const reasonIn = (locale: Locale, code: string): string =>
  Object.hasOwn(DELIVERY_REASONS, code) ? DELIVERY_REASONS[code as DeliveryReason][locale === 'es' ? 1 : 0] : code;
