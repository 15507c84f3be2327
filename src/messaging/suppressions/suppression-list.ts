import { Injectable } from '@nestjs/common';
import { Database, isRefused, type Statement } from '../../platform/database/database.js';
import { ReadBatcher } from '../../platform/database/read-batcher.js';
import type { DeliveryClass } from '../providers/provider.js';
import type { SuppressionReason } from './suppression.entity.js';

const FIND: Statement = {
  name: 'suppressions_find',
  text: 'SELECT address_hash, reason FROM suppressions WHERE bank_id = $1 AND address_hash = ANY ($2::uuid[])',
};

interface Asked {
  readonly bankId: string;
  readonly hashes: readonly string[];
}

/** Whether an address that is suppressed for this reason gets no message of this class: who has unsubscribed gets no mailings. */
export const isStopped = (reason: SuppressionReason, urgency: DeliveryClass): boolean => reason !== 'unsubscribed' || urgency === 'bulk';

/** Knows whether an address is suppressed, for those who are about to send to it: all that were claimed together are asked for together. */
@Injectable()
export class SuppressionList {
  private readonly reads: ReadBatcher<Asked, SuppressionReason | undefined>;

  constructor(private readonly database: Database) {
    this.reads = new ReadBatcher<Asked, SuppressionReason | undefined>((all) => this.find(all), {
      concurrency: 2,
      maxBatchSize: 500,
      retryAlone: isRefused,
    });
  }

  /** @param hashes of the address, by each key. */
  reasonOf(bankId: string, hashes: readonly string[]): Promise<SuppressionReason | undefined> {
    return this.reads.read(bankId, { bankId, hashes });
  }

  private async find(all: readonly Asked[]): Promise<readonly (SuppressionReason | undefined)[]> {
    const rows = await this.database.query<{ address_hash: string; reason: SuppressionReason }>(FIND, [
      all[0]?.bankId,
      all.flatMap(({ hashes }) => hashes),
    ]);
    const reasons = new Map(rows.map(({ address_hash: hash, reason }) => [hash, reason]));
    // Under two keys it may have two reasons: the one that stops everything counts.
    return all.map(({ hashes }) => {
      const known = hashes.flatMap((hash) => reasons.get(hash) ?? []);
      return known.find((one) => one !== 'unsubscribed') ?? known[0];
    });
  }
}
