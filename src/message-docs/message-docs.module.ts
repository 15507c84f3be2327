import { Module } from '@nestjs/common';
import { MessageDocsV220Controller } from './v2.2.0/message-docs.controller.js';

/** What connectors say to adapters. */
@Module({ controllers: [MessageDocsV220Controller] })
export class MessageDocsModule {}
