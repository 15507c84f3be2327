import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { TemplatesPageController } from './templates-page.controller.js';

/** The page on which administrators write the texts that a bank sends again and again. */
@Module({ imports: [EndpointModule, WebKitModule], controllers: [TemplatesPageController] })
export class TemplatesPageModule {}
