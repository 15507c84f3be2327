import type { ShownProvider } from '../providers.service.js';
import type { ProviderDto } from './provider.dto.js';

export const toProviderDto = (provider: ShownProvider): ProviderDto => ({
  provider_id: provider.providerId,
  kind: provider.kind,
  settings: provider.settings,
  secrets: [...provider.secretNames],
  is_enabled: provider.isEnabled,
  updated_at: provider.updatedAt.toISOString(),
});
