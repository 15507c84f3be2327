import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { WebKitModule } from '../kit/web-kit.module.js';
import { PeoplePagesController } from './people-pages.controller.js';

/** The pages on which administrators look after users, applications and the audit trail. */
@Module({ imports: [EndpointModule, WebKitModule], controllers: [PeoplePagesController] })
export class PeopleModule {}
