import { Injectable } from '@nestjs/common';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';
import { InboxRepository } from './inbox.repository.js';

/** Banks whose messages are merged in one inbox. */
export const MOST_BANKS = 20;
/** Links of a user that are looked at to find the banks. */
const MOST_LINKS = 2_000;
/** Users whose banks are remembered at most. */
const CAPACITY = 10_000;

/** Where a user's customers are. */
export interface OwnBanks {
  /** In the order of linking. */
  readonly banks: readonly string[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

/** Knows at which banks a user's customers are, less than a second late: the links are stored by bank. */
@Injectable()
export class InboxBanks {
  private readonly known: FreshCache<OwnBanks, never>;

  constructor(
    private readonly inbox: InboxRepository,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<OwnBanks, never>(changes, { capacity: CAPACITY, load: (userId) => this.read(userId) });
  }

  of(userId: string): OwnBanks | Promise<OwnBanks> {
    return this.known.get(userId);
  }

  private async read(userId: string): Promise<OwnBanks> {
    const links = await this.inbox.linksOf(userId, MOST_LINKS);
    const all = [...new Set(links.map(({ bank_id: bankId }) => bankId))];
    return { banks: all.slice(0, MOST_BANKS), more: all.length > MOST_BANKS || links.length === MOST_LINKS };
  }
}
