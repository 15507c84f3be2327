import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/database.js';
import { ExpiredRows } from '../../../platform/database/expired-rows.js';
import { GroupCommit } from '../../../platform/database/group-commit.js';
import { groupBy } from './group-by.js';

/** In the order of the addresses, so that no two statements wait for each other. */
const COUNT: Statement = {
  name: 'delivery_recipients_count',
  text: `
    INSERT INTO delivery_recipient_days AS d (bank_id, address_hash, day, count, expires_at)
    SELECT $1, r.address_hash, (now() AT TIME ZONE 'UTC')::date, r.count, now() + interval '2 days'
      FROM unnest($2::uuid[], $3::int[]) AS r (address_hash, count)
     ORDER BY r.address_hash
        ON CONFLICT (bank_id, address_hash, day) DO UPDATE SET count = d.count + excluded.count
    RETURNING address_hash, count,
              (extract(epoch FROM date_trunc('day', now() AT TIME ZONE 'UTC') + interval '1 day' - now() AT TIME ZONE 'UTC') * 1000)::float8 AS rest`,
};

interface Asked {
  readonly bankId: string;
  readonly hash: string;
  readonly most: number;
}

interface Counted {
  readonly address_hash: string;
  readonly count: number;
  readonly rest: number;
  readonly [column: string]: unknown;
}

/** Keeps mailings from coming to one address too often: so many in a day of UTC, and the others the next day. */
@Injectable()
export class RecipientLimits {
  private readonly counts: GroupCommit<Asked, number>;

  constructor(
    private readonly database: Database,
    expired: ExpiredRows,
  ) {
    expired.registerDistributed({ table: 'delivery_recipient_days' });
    this.counts = new GroupCommit<Asked, number>((all) => this.count(all), { maxRows: 500, maxConcurrent: 1, maxQueued: 1_000_000 });
  }

  /**
   * Counts a message to an address, which is known by its hash on a channel.
   *
   * @param most of a day.
   * @returns milliseconds until the next day where it is one too many, else 0.
   */
  restOf(bankId: string, hash: string, most: number): Promise<number> {
    return this.counts.add({ bankId, hash, most });
  }

  private async count(all: readonly Asked[]): Promise<readonly PromiseSettledResult<number>[]> {
    const rests = new Map<Asked, number>();
    for (const [bankId, ofBank] of groupBy(all, (one) => one.bankId)) {
      const byHash = groupBy(ofBank, ({ hash }) => hash);
      const lengths = [...byHash.values()].map(({ length }) => length);
      const rows = await this.database.query<Counted>(COUNT, [bankId, [...byHash.keys()], lengths]);
      for (const { address_hash: hash, count, rest } of rows) {
        const asked = byHash.get(hash) ?? [];
        for (const [index, one] of asked.entries()) rests.set(one, count - asked.length + index < one.most ? 0 : rest);
      }
    }
    return all.map((one) => ({ status: 'fulfilled', value: rests.get(one) ?? 0 }));
  }
}
