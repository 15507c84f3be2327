import type { User } from '../users/user.entity.js';
import type { ConsumerCreatorDto } from './consumer-creator.dto.js';

/** Null for a consumer that no user registered. */
export const toConsumerCreatorDto = (user: User | undefined): ConsumerCreatorDto | null =>
  user === undefined
    ? null
    : { user_id: user.userId, email: user.email, provider_id: user.username, provider: user.provider, username: user.username };
