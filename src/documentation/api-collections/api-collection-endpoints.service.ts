import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { violatedConstraint } from '../../platform/database/database.js';
import { EndpointRegistry } from '../../platform/endpoint/endpoint-registry.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { ApiCollectionEndpoint } from './api-collection-endpoint.entity.js';
import { ApiCollectionsService } from './api-collections.service.js';

/** The operations in a collection (contract section 5.7). There cannot be more of them than the service has operations. */
@Injectable()
export class ApiCollectionEndpointsService {
  constructor(
    @InjectRepository(ApiCollectionEndpoint) private readonly endpoints: Repository<ApiCollectionEndpoint>,
    private readonly collections: ApiCollectionsService,
    private readonly registry: EndpointRegistry,
  ) {}

  /** In the order of adding. @throws ObpError OBP-30079. */
  async ofNamed(userId: string, name: string): Promise<ApiCollectionEndpoint[]> {
    const { apiCollectionId } = await this.collections.getByName(userId, name);
    return this.of(apiCollectionId);
  }

  /**
   * The operations of a collection that is sharable or the user's own; nothing for any other id, as at OBP for an unknown one.
   *
   * @param userId empty for an anonymous caller.
   */
  async readableBy(userId: string, apiCollectionId: string): Promise<ApiCollectionEndpoint[]> {
    const collection = await this.collections.readableBy(userId, apiCollectionId);
    return collection === undefined ? [] : this.of(collection.apiCollectionId);
  }

  /** @throws ObpError in this order: OBP-40048 for an unknown operation, OBP-30079, OBP-30085. */
  async add(userId: string, name: string, operationId: string): Promise<ApiCollectionEndpoint> {
    if (!this.isOperation(operationId)) throw new ObpError('InvalidOperationId', ` Current OPERATION_ID(${operationId})`);
    const { apiCollectionId } = await this.collections.getByName(userId, name);
    const endpoint = { apiCollectionEndpointId: uuidv7(), apiCollectionId, operationId };
    try {
      await this.endpoints.insert(endpoint);
    } catch (error) {
      const violated = violatedConstraint(error);
      if (violated === 'api_collection_endpoints_operation_id_key')
        throw new ObpError(
          'ApiCollectionEndpointExists',
          ` Current OPERATION_ID(${operationId}) is already in API_COLLECTION_NAME(${name}) `,
        );
      // It was deleted a moment ago.
      if (violated === 'api_collection_endpoints_api_collection_id_fkey') await this.collections.getByName(userId, name);
      throw error;
    }
    return endpoint;
  }

  /** @throws ObpError in this order: OBP-30079, OBP-30082. */
  async remove(userId: string, name: string, operationId: string): Promise<void> {
    const { apiCollectionId } = await this.collections.getByName(userId, name);
    const isThere = !operationId.includes('\0') && (await this.endpoints.delete({ apiCollectionId, operationId })).affected === 1;
    if (!isThere)
      throw new ObpError(
        'ApiCollectionEndpointNotFound',
        ` Current API_COLLECTION_ID(${apiCollectionId}) and OPERATION_ID(${operationId}) `,
      );
  }

  private of(apiCollectionId: string): Promise<ApiCollectionEndpoint[]> {
    return this.endpoints.find({ where: { apiCollectionId }, order: { apiCollectionEndpointId: 'ASC' } });
  }

  private isOperation(id: string): boolean {
    return this.registry.endpoints.some(({ operationId, version }) => operationId === id && version !== 'none');
  }
}
