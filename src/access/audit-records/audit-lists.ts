import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { within } from '../../platform/endpoint/within.js';
import { AuditRecord } from '../../platform/audit/audit-record.entity.js';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';

/** Which audit records are wanted. */
export interface WantedRecords {
  readonly subjectId?: string;
  readonly actorUserId?: string;
  readonly action?: string;
}

/** Which counts of refused calls are wanted. */
export interface WantedRefusals {
  readonly userId?: string;
  readonly address?: string;
}

/** Calls of a user from an address that were refused within a minute. */
export interface RefusedCallsRow {
  readonly minute: Date;
  readonly address: string;
  readonly user_id: string;
  readonly username: string;
  readonly logins: number;
  readonly unauthenticated: number;
  readonly forbidden: number;
}

const REFUSED = (direction: 'ASC' | 'DESC'): string => `
  SELECT r.minute, r.address, r.user_id, COALESCE(u.username, '') AS username, r.logins, r.unauthenticated, r.forbidden
    FROM refused_calls r LEFT JOIN users u ON u.user_id = r.user_id
   WHERE ($1::text IS NULL OR r.user_id = $1) AND ($2::text IS NULL OR r.address = $2)
     AND ($3::timestamptz IS NULL OR r.minute >= $3) AND ($4::timestamptz IS NULL OR r.minute < $4)
   ORDER BY r.minute ${direction}, r.address, r.user_id LIMIT $5 OFFSET $6`;

/** Lists audit records. Reading them is recorded too. */
@Injectable()
export class AuditLists {
  constructor(private readonly audit: AuditTrail) {}

  /** Newest first unless the page says otherwise. */
  records(actor: Actor, { limit, offset, direction, ...times }: ListParameters, wanted: WantedRecords): Promise<AuditRecord[]> {
    const at = within(times);
    return this.exported(actor, 'audit_records.exported', wanted, times, (manager) =>
      manager.find(AuditRecord, {
        where: { ...(at === undefined ? {} : { at }), ...wanted },
        order: { auditRecordId: direction },
        skip: offset,
        take: limit,
      }),
    );
  }

  /** As above. */
  refusedCalls(actor: Actor, { limit, offset, direction, ...times }: ListParameters, wanted: WantedRefusals): Promise<RefusedCallsRow[]> {
    const values = [wanted.userId, wanted.address, times.from, times.before, limit, offset];
    return this.exported(actor, 'refused_calls.exported', wanted, times, (manager) => manager.query(REFUSED(direction), values));
  }

  private exported<Row>(
    actor: Actor,
    action: `${string}.exported`,
    wanted: object,
    { from, before }: Pick<ListParameters, 'from' | 'before'>,
    read: (manager: EntityManager) => Promise<Row[]>,
  ): Promise<Row[]> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const rows = await read(manager);
      await record({ action, subjectId: '', after: { ...wanted, from, before, rows: rows.length }, isNew: true });
      return rows;
    });
  }
}
