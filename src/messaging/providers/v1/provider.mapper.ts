import type { ShownProvider } from '../providers.service.js';
import type { ProviderDto, ProviderHealthDto } from './provider.dto.js';

export const toProviderDto = (provider: ShownProvider): ProviderDto => ({
  provider_id: provider.providerId,
  kind: provider.kind,
  settings: provider.settings,
  secrets: [...provider.secretNames],
  callback_url: provider.callbackUrl ?? null,
  is_enabled: provider.isEnabled,
  updated_at: provider.updatedAt.toISOString(),
  health: toHealthDto(provider.health),
});

const toHealthDto = (health: ShownProvider['health']): ProviderHealthDto => ({
  state: health?.isOpen === true ? 'open' : 'closed',
  since: health?.changedAt?.toISOString() ?? null,
  reason: health?.reason ?? '',
  failures: Object.entries(health?.failures ?? {}).map(([code, count]) => ({ code, count })),
  messages_per_second: health?.rate ?? null,
});
