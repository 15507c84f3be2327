import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { CustomersPageController } from './customers-page.controller.js';

/** The page on which administrators look after banks, their customers, and the users who read their messages. */
@Module({ imports: [EndpointModule, WebKitModule], controllers: [CustomersPageController] })
export class CustomersPageModule {}
