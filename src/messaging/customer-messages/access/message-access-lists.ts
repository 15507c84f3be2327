import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import type { ListParameters } from '../../../platform/endpoint/pagination-query.js';
import { within } from '../../../platform/endpoint/within.js';
import { MessageAccessRecord } from './message-access-record.entity.js';

/** Shows who read and sent a customer's messages; each use is recorded in the audit trail. */
@Injectable()
export class MessageAccessLists {
  constructor(private readonly audit: AuditTrail) {}

  /** @param customerId empty for reads of an inbox. */
  ofCustomer(
    actor: Actor,
    bankId: string,
    customerId: string,
    { limit, offset, direction, from, before }: ListParameters,
  ): Promise<MessageAccessRecord[]> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const at = within({ from, before });
      const rows = await manager.find(MessageAccessRecord, {
        where: { bankId, customerId, ...(at === undefined ? {} : { at }) },
        order: { at: direction, accessRecordId: direction },
        skip: offset,
        take: limit,
      });
      const after = { from, before, rows: rows.length };
      await record({ action: 'message_access_records.exported', subjectId: customerId, bankId, after, isNew: true });
      return rows;
    });
  }
}
