import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { ProvidersPageController } from './providers-page.controller.js';

/** The page on which administrators set the ways by which a bank's messages go out. */
@Module({ imports: [EndpointModule, WebKitModule], controllers: [ProvidersPageController] })
export class ProvidersPageModule {}
