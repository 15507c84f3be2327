import type { ApiCollection } from '../api-collection.entity.js';
import type { ApiCollectionDto } from './api-collection.dto.js';

export const toApiCollectionDto = (collection: ApiCollection): ApiCollectionDto => ({
  api_collection_id: collection.apiCollectionId,
  user_id: collection.userId,
  api_collection_name: collection.name,
  is_sharable: collection.isSharable,
  description: collection.description,
});
