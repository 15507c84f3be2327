import { Module } from '@nestjs/common';
import { GlossaryV300Controller } from './v3.0.0/glossary.controller.js';

/** The words of the documentation. */
@Module({ controllers: [GlossaryV300Controller] })
export class GlossaryModule {}
