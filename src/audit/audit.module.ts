import { Global, Module } from '@nestjs/common';
import { ObpModule } from '../obp/obp.module.js';
import { AuditLists } from './audit-lists.service.js';
import { AuditTrail } from './audit-trail.service.js';
import { RefusedCalls } from './refusals/refused-calls.service.js';
import { AuditController } from './v1/audit.controller.js';

/** Global, because whatever changes something that matters records it. */
@Global()
@Module({
  imports: [ObpModule],
  controllers: [AuditController],
  providers: [AuditTrail, AuditLists, RefusedCalls],
  exports: [AuditTrail],
})
export class AuditModule {}
