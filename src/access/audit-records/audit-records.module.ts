import { Module } from '@nestjs/common';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { AuditLists } from './audit-lists.js';
import { AuditController } from './v1/audit.controller.js';

/** Lets administrators read the audit trail. */
@Module({ imports: [EndpointModule], controllers: [AuditController], providers: [AuditLists] })
export class AuditRecordsModule {}
