import { Global, Module } from '@nestjs/common';
import { EndpointModule } from '../endpoint/endpoint.module.js';
import { AuditTrail } from './audit-trail.js';
import { RefusedCalls } from './refusals/refused-calls.js';

/** Global, because every important change is recorded. */
@Global()
@Module({
  imports: [EndpointModule],
  providers: [AuditTrail, RefusedCalls],
  exports: [AuditTrail],
})
export class AuditModule {}
