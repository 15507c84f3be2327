import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { CallLimit, limitsOf } from './call-limit.entity.js';
import { type CallScope, WHOLE_CONSUMER, windowsOf } from './call-rules.js';
import { CallCounts, type Count } from './counts/call-counts.js';
import { type Limits, type PeriodName, UNLIMITED } from './periods.js';

/** The state of a consumer: its limits, and the calls so far in each limited period in which it has called. */
export interface CallLimitsNow {
  readonly limits: Limits;
  readonly counts: Readonly<Partial<Record<PeriodName, Count>>>;
}

/** What is set for some calls of a consumer, and how that stands. */
export interface ScopedLimits {
  readonly row: CallLimit;
  readonly counts: CallLimitsNow['counts'];
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
  async ofConsumer(consumerId: string): Promise<CallLimitsNow> {
    const row = await this.callLimits.findOneBy({ consumerId, ...WHOLE_CONSUMER });
    const limits = row === null ? UNLIMITED : limitsOf(row);
    return { limits, counts: await this.countsOf(consumerId, WHOLE_CONSUMER, limits) };
  }

  /** All that is set for a consumer, whether it applies now or not: first what is about it as a whole. */
  async all(consumerId: string, { limit, offset }: Pick<ListParameters, 'limit' | 'offset'>): Promise<ScopedLimits[]> {
    const order = { apiName: 'ASC', apiVersion: 'ASC', bankId: 'ASC' } as const;
    const rows = await this.callLimits.find({ where: { consumerId }, order, take: limit, skip: offset });
    return Promise.all(rows.map(async (row) => ({ row, counts: await this.countsOf(consumerId, row, limitsOf(row)) })));
  }

  private async countsOf(consumerId: string, scope: CallScope, limits: Limits): Promise<CallLimitsNow['counts']> {
    const windows = windowsOf(consumerId, scope, limits);
    const counted = await this.counts.read(windows);
    return Object.fromEntries(windows.map(({ period }, index) => [period, counted[index]]));
  }
}

const facts = (row: CallLimit): object => ({
  api_version: row.apiVersion,
  api_name: row.apiName,
  from_date: row.fromDate.toISOString(),
  to_date: row.toDate.toISOString(),
  ...limitsOf(row),
});
