import { formatDate } from '../../../platform/endpoint/dates.js';
import { toConsumerCreatorDto } from '../consumer-creator.mapper.js';
import type { ConsumerAndCreator } from '../consumers.service.js';
import type { ConsumerV310Dto } from './consumer.dto.js';

export const toConsumerV310Dto = ({ consumer, creator }: ConsumerAndCreator): ConsumerV310Dto => ({
  consumer_id: consumer.consumerId,
  app_name: consumer.name,
  app_type: consumer.appType,
  description: consumer.description,
  developer_email: consumer.developerEmail,
  redirect_url: consumer.redirectUrl,
  created_by_user: toConsumerCreatorDto(creator),
  enabled: consumer.isActive,
  created: formatDate(consumer.createdAt),
});
