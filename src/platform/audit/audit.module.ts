import { Global, Module } from '@nestjs/common';
import { ObpModule } from '../endpoint/obp.module.js';
import { AuditTrail } from './audit-trail.js';
import { RefusedCalls } from './refusals/refused-calls.js';

/** Global, because whatever changes something that matters records it. */
@Global()
@Module({
  imports: [ObpModule],
  providers: [AuditTrail, RefusedCalls],
  exports: [AuditTrail],
})
export class AuditModule {}
