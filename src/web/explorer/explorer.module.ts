import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { OperationRulesModule } from '../../access/operation-rules/operation-rules.module.js';
import { ExplorerController } from './explorer.controller.js';
import { Operations } from './operations.js';
import { WebKitModule } from '../kit/web-kit.module.js';

@Module({
  imports: [EndpointModule, OperationRulesModule, WebKitModule],
  controllers: [ExplorerController],
  providers: [Operations],
})
export class ExplorerModule {}
