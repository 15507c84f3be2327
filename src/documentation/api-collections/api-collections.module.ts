import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { ApiCollectionEndpoint } from './api-collection-endpoint.entity.js';
import { ApiCollectionEndpointsService } from './api-collection-endpoints.service.js';
import { ApiCollection } from './api-collection.entity.js';
import { ApiCollectionsService } from './api-collections.service.js';
import { ApiCollectionEndpointsV400Controller } from './v4.0.0/api-collection-endpoints.controller.js';
import { ApiCollectionsV400Controller } from './v4.0.0/api-collections.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([ApiCollection, ApiCollectionEndpoint]), EndpointModule],
  controllers: [ApiCollectionsV400Controller, ApiCollectionEndpointsV400Controller],
  providers: [ApiCollectionsService, ApiCollectionEndpointsService],
  exports: [ApiCollectionEndpointsService],
})
export class ApiCollectionsModule {}
