import { type RotatedSecret } from '../consumer-credentials.js';
import type { RotatedSecretDto } from './consumer-credentials.dto.js';

export const toRotatedSecretDto = ({ consumer, secret, previousExpireAt }: RotatedSecret): RotatedSecretDto => ({
  consumer_id: consumer.consumerId,
  key: consumer.key,
  secret,
  previous_secrets_expire: previousExpireAt?.toISOString() ?? null,
});
