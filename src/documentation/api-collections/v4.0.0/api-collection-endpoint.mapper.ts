import type { ApiCollectionEndpoint } from '../api-collection-endpoint.entity.js';
import type { ApiCollectionEndpointDto } from './api-collection-endpoint.dto.js';

export const toApiCollectionEndpointDto = (endpoint: ApiCollectionEndpoint): ApiCollectionEndpointDto => ({
  api_collection_endpoint_id: endpoint.apiCollectionEndpointId,
  api_collection_id: endpoint.apiCollectionId,
  operation_id: endpoint.operationId,
});
