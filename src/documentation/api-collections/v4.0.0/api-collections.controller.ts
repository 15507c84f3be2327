import { Controller, Param } from '@nestjs/common';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { ApiCollectionsService, MOST_COLLECTIONS } from '../api-collections.service.js';
import { ApiCollectionDto, ApiCollectionListDto, CreateApiCollectionDto, fromCreateApiCollectionDto } from './api-collection.dto.js';
import { toApiCollectionDto } from './api-collection.mapper.js';

const PATH = 'my/api-collections';
const TAGS = ['Api-Collection'];

@Controller()
export class ApiCollectionsV400Controller {
  constructor(private readonly collections: ApiCollectionsService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createMyApiCollection',
    verb: 'POST',
    path: PATH,
    summary: 'Create My Api Collection',
    description: `Makes an empty list of operations of the caller's own. A user can have ${MOST_COLLECTIONS}.`,
    tags: TAGS,
    checks: ['authenticated', 'idsWellFormed', 'bodyValid'],
    request: { type: CreateApiCollectionDto, name: 'PostApiCollectionJson400', nameEndsError: true },
    response: { status: 201, type: ApiCollectionDto },
    errors: ['UserNotLoggedIn', 'InvalidJson', 'ApiCollectionExists', 'TooManyApiCollections'],
  })
  async create(@CurrentUser() { userId }: PrincipalUser, @ValidBody() body: CreateApiCollectionDto): Promise<ApiCollectionDto> {
    return toApiCollectionDto(await this.collections.create(userId, fromCreateApiCollectionDto(body)));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getMyApiCollections',
    verb: 'GET',
    path: PATH,
    summary: 'Get My Api Collections',
    description: "The caller's own collections, oldest first.",
    tags: TAGS,
    checks: ['authenticated'],
    response: { status: 200, type: ApiCollectionListDto },
    errors: ['UserNotLoggedIn'],
  })
  async list(@CurrentUser() { userId }: PrincipalUser): Promise<ApiCollectionListDto> {
    return { api_collections: (await this.collections.ofUser(userId)).map(toApiCollectionDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getMyApiCollectionByName',
    verb: 'GET',
    path: `${PATH}/name/:API_COLLECTION_NAME`,
    summary: 'Get My Api Collection By Name',
    description: "One of the caller's own collections.",
    tags: TAGS,
    checks: ['authenticated'],
    response: { status: 200, type: ApiCollectionDto },
    errors: ['UserNotLoggedIn', 'ApiCollectionNotFound'],
  })
  async getByName(@CurrentUser() { userId }: PrincipalUser, @Param('API_COLLECTION_NAME') name: string): Promise<ApiCollectionDto> {
    return toApiCollectionDto(await this.collections.getByName(userId, name));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getMyApiCollectionById',
    verb: 'GET',
    path: `${PATH}/:API_COLLECTION_ID`,
    summary: 'Get My Api Collection By Id',
    description: "One of the caller's own collections; another user's is not found.",
    tags: TAGS,
    checks: ['authenticated'],
    response: { status: 200, type: ApiCollectionDto },
    errors: ['UserNotLoggedIn', 'ApiCollectionNotFound'],
  })
  async getById(@CurrentUser() { userId }: PrincipalUser, @Param('API_COLLECTION_ID') id: string): Promise<ApiCollectionDto> {
    return toApiCollectionDto(await this.collections.getById(userId, id));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'deleteMyApiCollection',
    verb: 'DELETE',
    path: `${PATH}/:API_COLLECTION_ID`,
    summary: 'Delete My Api Collection',
    description: "Deletes one of the caller's own collections with all that is in it.",
    tags: TAGS,
    checks: ['authenticated'],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'ApiCollectionNotFound'],
  })
  async delete(@CurrentUser() { userId }: PrincipalUser, @Param('API_COLLECTION_ID') id: string): Promise<void> {
    await this.collections.delete(userId, id);
  }
}
