import { Module } from '@nestjs/common';
import { ObpModule } from '../../platform/endpoint/obp.module.js';
import { AuditLists } from './audit-lists.js';
import { AuditController } from './v1/audit.controller.js';

/** What administrators read of the audit trail. */
@Module({ imports: [ObpModule], controllers: [AuditController], providers: [AuditLists] })
export class AuditRecordsModule {}
