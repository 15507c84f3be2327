import type { AuditRecord } from '../../../platform/audit/audit-record.entity.js';
import type { AuditRecordDto } from './audit-record.dto.js';

export const toAuditRecordDto = (record: AuditRecord): AuditRecordDto => ({
  audit_record_id: record.auditRecordId,
  at: record.at.toISOString(),
  actor_user_id: record.actorUserId,
  actor_consumer_id: record.actorConsumerId,
  correlation_id: record.correlationId,
  request_id: record.requestId,
  action: record.action,
  subject_id: record.subjectId,
  bank_id: record.bankId,
  before: record.before,
  after: record.after,
});
