import { Module } from '@nestjs/common';
import { ObpModule } from '../../platform/endpoint/obp.module.js';
import { GlossaryV300Controller } from './v3.0.0/glossary.controller.js';

/** The words of the documentation. */
@Module({ imports: [ObpModule], controllers: [GlossaryV300Controller] })
export class GlossaryModule {}
