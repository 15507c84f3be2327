import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { MessageDocsV220Controller } from './v2.2.0/message-docs.controller.js';

/** Documents the messages from connectors to adapters. */
@Module({ imports: [EndpointModule], controllers: [MessageDocsV220Controller] })
export class MessageDocsModule {}
