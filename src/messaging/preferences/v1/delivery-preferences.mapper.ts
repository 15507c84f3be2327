import type { DeliveryPreferences } from '../delivery-preferences.entity.js';
import { optOutsOf } from '../opt-outs.js';
import type { WantedPreferences } from '../delivery-preferences.service.js';
import type { DeliveryPreferencesDto, SaveDeliveryPreferencesDto } from './delivery-preferences.dto.js';

export const toDeliveryPreferencesDto = (preferences: DeliveryPreferences): DeliveryPreferencesDto => ({
  opt_outs: optOutsOf(preferences),
  time_zone: preferences.timeZone,
  language: preferences.language,
  version: preferences.version,
});

export const fromSaveDeliveryPreferencesDto = ({
  opt_outs: optOuts,
  time_zone: timeZone,
  language,
  version,
}: SaveDeliveryPreferencesDto): WantedPreferences => ({
  optOuts,
  timeZone: timeZone ?? '',
  language: language ?? '',
  version: version ?? undefined,
});
