import { Module } from '@nestjs/common';
import { ObpModule } from '../../platform/endpoint/obp.module.js';
import { MessageDocsV220Controller } from './v2.2.0/message-docs.controller.js';

/** What connectors say to adapters. */
@Module({ imports: [ObpModule], controllers: [MessageDocsV220Controller] })
export class MessageDocsModule {}
