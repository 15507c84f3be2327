import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { CallLimit, limitsOf } from './call-limit.entity.js';
import { type CallScope, WHOLE_CONSUMER, windowsOf } from './call-rules.js';
import { CallCounts, type Count } from './counts/call-counts.js';
import { type Limits, type PeriodName, UNLIMITED } from './periods.js';

/** The state of a consumer: its limits, and the calls so far in each limited period in which it has called. */
export interface CallLimitsNow {
  readonly limits: Limits;
  readonly counts: Readonly<Partial<Record<PeriodName, Count>>>;
}

@Injectable()
export class CallLimitsService {
  constructor(
    @InjectRepository(CallLimit) private readonly callLimits: Repository<CallLimit>,
    private readonly counts: CallCounts,
    private readonly audit: AuditTrail,
  ) {}

  /** Sets the limits of a consumer's calls, or of those that the scope names; they apply at once. */
  async set(actor: Actor, row: CallLimit): Promise<void> {
    const { consumerId, apiVersion, apiName, bankId } = row;
    await this.audit.perform(actor, async ({ manager, record }) => {
      const before = await manager.findOneBy(CallLimit, { consumerId, apiVersion, apiName, bankId });
      await manager.upsert(CallLimit, row, ['consumerId', 'apiVersion', 'apiName', 'bankId']);
      await record({
        action: 'call_limits.set',
        subjectId: consumerId,
        bankId,
        ...(before ? { before: facts(before) } : {}),
        after: facts(row),
      });
    });
  }

  /** The limits of a consumer as a whole, whether they apply now or not. */
  async ofConsumer(consumerId: string, scope: CallScope = WHOLE_CONSUMER): Promise<CallLimitsNow> {
    const row = await this.callLimits.findOneBy({ consumerId, ...scope });
    const limits = row === null ? UNLIMITED : limitsOf(row);
    const windows = windowsOf(consumerId, scope, limits);
    const counted = await this.counts.read(windows);
    return { limits, counts: Object.fromEntries(windows.map(({ period }, index) => [period, counted[index]])) };
  }
}

const facts = (row: CallLimit): object => ({
  api_version: row.apiVersion,
  api_name: row.apiName,
  from_date: row.fromDate.toISOString(),
  to_date: row.toDate.toISOString(),
  ...limitsOf(row),
});
