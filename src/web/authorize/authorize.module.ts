import { Module } from '@nestjs/common';
import { OAuth1Module } from '../../access/authentication/oauth1/oauth1.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { AuthorizeController } from './authorize.controller.js';
import { PortalController } from './portal.controller.js';

/** The pages on which people authorize an application to act for them (contract sections 3.3, 12.1). */
@Module({ imports: [OAuth1Module, WebKitModule, EndpointModule], controllers: [AuthorizeController, PortalController] })
export class AuthorizeModule {}
