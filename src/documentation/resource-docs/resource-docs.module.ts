import { Module } from '@nestjs/common';
import { ApiCollectionsModule } from '../api-collections/api-collections.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { ResourceDocs } from './resource-docs.js';
import { SwaggerDocuments } from './swagger/swagger-documents.js';
import { ResourceDocsV140Controller } from './v1.4.0/resource-docs.controller.js';
import { ResourceDocsV400Controller } from './v4.0.0/resource-docs.controller.js';

@Module({
  imports: [EndpointModule, ApiCollectionsModule],
  controllers: [ResourceDocsV140Controller, ResourceDocsV400Controller],
  providers: [ResourceDocs, SwaggerDocuments],
})
export class ResourceDocsModule {}
