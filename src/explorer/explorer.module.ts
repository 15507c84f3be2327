import { Module } from '@nestjs/common';
import { ObpModule } from '../obp/obp.module.js';
import { ValidationsModule } from '../validations/validations.module.js';
import { ExplorerController } from './explorer.controller.js';
import { Operations } from './operations.service.js';
import { PageWriter } from './page-writer.service.js';

@Module({
  imports: [ObpModule, ValidationsModule],
  controllers: [ExplorerController],
  providers: [Operations, PageWriter],
  exports: [PageWriter],
})
export class ExplorerModule {}
