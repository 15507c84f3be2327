import type { Suppression } from '../suppression.entity.js';
import type { SuppressionDto } from './suppression.dto.js';

export const toSuppressionDto = ({ addressHash, channel, addressShown, reason, createdAt }: Suppression): SuppressionDto => ({
  suppression_id: addressHash,
  channel,
  address: addressShown,
  reason,
  created_at: createdAt.toISOString(),
});
