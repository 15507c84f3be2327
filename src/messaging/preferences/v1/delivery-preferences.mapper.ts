import type { DeliveryPreferences } from '../delivery-preferences.entity.js';
import { optOutsOf } from '../opt-outs.js';
import type { DeliveryPreferencesDto } from './delivery-preferences.dto.js';

export const toDeliveryPreferencesDto = (preferences: DeliveryPreferences): DeliveryPreferencesDto => ({
  opt_outs: optOutsOf(preferences),
  time_zone: preferences.timeZone,
  language: preferences.language,
  version: preferences.version,
});
