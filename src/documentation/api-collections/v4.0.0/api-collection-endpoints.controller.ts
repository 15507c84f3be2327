import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { ApiCollectionEndpointsService } from '../api-collection-endpoints.service.js';
import { AddApiCollectionEndpointDto, ApiCollectionEndpointDto, ApiCollectionEndpointListDto } from './api-collection-endpoint.dto.js';
import { toApiCollectionEndpointDto } from './api-collection-endpoint.mapper.js';

const PATH = 'my/api-collections/:API_COLLECTION_NAME/api-collection-endpoints';
const TAGS = ['Api-Collection'];

@Controller()
export class ApiCollectionEndpointsV400Controller {
  constructor(private readonly endpoints: ApiCollectionEndpointsService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createMyApiCollectionEndpoint',
    verb: 'POST',
    path: PATH,
    summary: 'Create My Api Collection Endpoint',
    description: "Adds an operation of this service to one of the caller's own collections.",
    tags: TAGS,
    checks: ['authenticated', 'idsWellFormed', 'bodyValid'],
    request: { type: AddApiCollectionEndpointDto, name: 'PostApiCollectionEndpointJson400', nameEndsError: true },
    response: { status: 201, type: ApiCollectionEndpointDto },
    errors: ['UserNotLoggedIn', 'InvalidJson', 'InvalidOperationId', 'ApiCollectionNotFound', 'ApiCollectionEndpointExists'],
  })
  async add(
    @CurrentUser() { userId }: PrincipalUser,
    @Param('API_COLLECTION_NAME') name: string,
    @ValidBody() { operation_id: operationId }: AddApiCollectionEndpointDto,
  ): Promise<ApiCollectionEndpointDto> {
    return toApiCollectionEndpointDto(await this.endpoints.add(userId, name, operationId));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getMyApiCollectionEndpoints',
    verb: 'GET',
    path: PATH,
    summary: 'Get My Api Collection Endpoints',
    description: "The operations in one of the caller's own collections, in the order in which they were added.",
    tags: TAGS,
    checks: ['authenticated'],
    response: { status: 200, type: ApiCollectionEndpointListDto },
    errors: ['UserNotLoggedIn', 'ApiCollectionNotFound'],
  })
  async list(@CurrentUser() { userId }: PrincipalUser, @Param('API_COLLECTION_NAME') name: string): Promise<ApiCollectionEndpointListDto> {
    return { api_collection_endpoints: (await this.endpoints.ofNamed(userId, name)).map(toApiCollectionEndpointDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'deleteMyApiCollectionEndpoint',
    verb: 'DELETE',
    path: `${PATH}/:OPERATION_ID`,
    summary: 'Delete My Api Collection Endpoint',
    description: "Takes an operation out of one of the caller's own collections.",
    tags: TAGS,
    checks: ['authenticated'],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'ApiCollectionNotFound', 'ApiCollectionEndpointNotFound'],
  })
  async remove(
    @CurrentUser() { userId }: PrincipalUser,
    @Param('API_COLLECTION_NAME') name: string,
    @Param('OPERATION_ID') operationId: string,
  ): Promise<void> {
    await this.endpoints.remove(userId, name, operationId);
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getApiCollectionEndpoints',
    verb: 'GET',
    path: 'api-collections/:API_COLLECTION_ID/api-collection-endpoints',
    summary: 'Get Api Collection Endpoints',
    description: "The operations in a collection that is sharable or the caller's own, to anybody; an empty list for any other id.",
    tags: TAGS,
    checks: ['optionallyAuthenticated'],
    strangers: 'queries',
    response: { status: 200, type: ApiCollectionEndpointListDto },
    errors: [],
  })
  async listById(@CurrentActor() { userId }: Actor, @Param('API_COLLECTION_ID') id: string): Promise<ApiCollectionEndpointListDto> {
    return { api_collection_endpoints: (await this.endpoints.readableBy(userId, id)).map(toApiCollectionEndpointDto) };
  }
}
