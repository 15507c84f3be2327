import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { MessageTemplate } from './message-template.entity.js';
import { MessageTemplates } from './message-templates.js';
import { TemplateVersion } from './template-version.entity.js';
import { TemplatesService } from './templates.service.js';
import { PreviewsController } from './v1/previews.controller.js';
import { TemplatesController } from './v1/templates.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([MessageTemplate, TemplateVersion]), BanksModule, EntitlementsModule, EndpointModule],
  controllers: [TemplatesController, PreviewsController],
  providers: [TemplatesService, MessageTemplates],
  exports: [MessageTemplates],
})
export class TemplatesModule {}
