import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { ApiInfoService } from './api-info.service.js';
import { ApiInfoV140Controller } from './v1.4.0/api-info.controller.js';
import { ApiInfoV400Controller } from './v4.0.0/api-info.controller.js';

@Module({ imports: [EndpointModule], controllers: [ApiInfoV140Controller, ApiInfoV400Controller], providers: [ApiInfoService] })
export class ApiInfoModule {}
