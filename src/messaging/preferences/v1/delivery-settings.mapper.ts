import type { BankDeliverySettings } from '../delivery-settings.js';
import type { DeliverySettingsDto } from './delivery-settings.dto.js';

export const toDeliverySettingsDto = ({ country, timeZone, quietHours, readReceipts }: BankDeliverySettings): DeliverySettingsDto => ({
  country,
  time_zone: timeZone,
  quiet_hours: quietHours && { from: quietHours.from, until: quietHours.until, classes: [...quietHours.classes] },
  read_receipts: readReceipts,
});
