import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ObpModule } from '../obp/obp.module.js';
import { AuditRecord } from './audit-record.entity.js';
import { AuditTrail } from './audit-trail.service.js';
import { AuditController } from './v1/audit.controller.js';

/** Global, because whatever changes something that matters records it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditRecord]), ObpModule],
  controllers: [AuditController],
  providers: [AuditTrail],
  exports: [AuditTrail],
})
export class AuditModule {}
