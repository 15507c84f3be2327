import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { GlossaryV300Controller } from './v3.0.0/glossary.controller.js';

/** The glossary of the documentation. */
@Module({ imports: [EndpointModule], controllers: [GlossaryV300Controller] })
export class GlossaryModule {}
