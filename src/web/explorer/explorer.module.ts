import { Module } from '@nestjs/common';
import { ObpModule } from '../../platform/endpoint/obp.module.js';
import { ValidationsModule } from '../../access/operation-rules/operation-rules.module.js';
import { ExplorerController } from './explorer.controller.js';
import { Operations } from './operations.js';
import { WebKitModule } from '../kit/web-kit.module.js';

@Module({
  imports: [ObpModule, ValidationsModule, WebKitModule],
  controllers: [ExplorerController],
  providers: [Operations],
})
export class ExplorerModule {}
