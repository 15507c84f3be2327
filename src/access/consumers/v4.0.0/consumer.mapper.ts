import { formatDate } from '../../../platform/endpoint/dates.js';
import { toConsumerCreatorDto } from '../consumer-creator.mapper.js';
import type { ConsumerAndCreator } from '../consumers.service.js';
import type { NewConsumer } from '../new-consumer.js';
import type { ConsumerV400Dto, CreateConsumerV400Dto } from './consumer.dto.js';

export const fromCreateConsumerV400Dto = (body: CreateConsumerV400Dto): NewConsumer => ({
  name: body.app_name,
  description: body.description,
  developerEmail: body.developer_email,
  redirectUrl: body.redirect_url,
  clientCertificate: body.clientCertificate,
  isActive: body.enabled,
});

export const toConsumerV400Dto = ({ consumer, creator, secret }: ConsumerAndCreator & { secret: string }): ConsumerV400Dto => ({
  consumer_id: consumer.consumerId,
  key: consumer.key,
  secret,
  app_name: consumer.name,
  app_type: consumer.appType,
  description: consumer.description,
  client_certificate: consumer.clientCertificate,
  developer_email: consumer.developerEmail,
  redirect_url: consumer.redirectUrl,
  created_by_user_id: consumer.createdByUserId,
  created_by_user: toConsumerCreatorDto(creator),
  enabled: consumer.isActive,
  created: formatDate(consumer.createdAt),
});
