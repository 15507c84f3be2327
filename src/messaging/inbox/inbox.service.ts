import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { InboxBanks } from './inbox-banks.js';
import { MOST_UNREAD } from './inbox-statements.js';
import { type BankPage, type InboxFilter, InboxRepository, type Looked } from './inbox.repository.js';
import { type MergedPage, mergePages } from './merge-pages.js';

/** Statements of one request that may run at the same time. */
const AT_ONCE = 4;
/** Messages that are looked at for a page with filters: of a customer, and of all customers at a bank together. */
const LOOKED: Looked = { ofCustomer: 1_000, ofBank: 2_000 };
/** Without filters only their ids are read: so many that pages are full but for who acts for very many customers. */
const IDS_OF_BANK = 20_000;

/** What a caller wants of the inbox. */
export interface WantedInbox extends InboxFilter {
  /** Undefined: all of the caller's. */
  readonly bankId: string | undefined;
  readonly limit: number;
  /** Whether messages are looked at that will not be shown. */
  readonly isFiltered: boolean;
}

export interface Inbox extends MergedPage {
  /** At most {@link MOST_UNREAD}. */
  readonly unread: number;
  /** Whether the user acts for customers of more banks than these. */
  readonly moreBanks: boolean;
  /** How many are shown of each bank that was asked. */
  readonly shownOf: ReadonlyMap<string, number>;
}

/** The messages to all customers that a user acts for, of all banks as one list. */
@Injectable()
export class InboxService {
  constructor(
    private readonly banks: InboxBanks,
    private readonly inbox: InboxRepository,
    private readonly database: Database,
  ) {}

  async list(userId: string, wanted: WantedInbox): Promise<Inbox> {
    const own = await this.banks.of(userId);
    const asked = wanted.bankId === undefined ? own.banks : [wanted.bankId];
    const most = wanted.limit + 1;
    const looked = wanted.isFiltered ? LOOKED : { ofCustomer: most, ofBank: IDS_OF_BANK };
    const found = await this.ofEach(asked, (bankId) => this.inbox.page(bankId, userId, wanted, looked, most));
    const pages = new Map<string, BankPage>(asked.map((bankId, at) => [bankId, found[at] as BankPage]));
    const merged = mergePages(pages, wanted.limit);
    const unread = [...pages.values()].reduce((sum, page) => sum + page.unread, 0);
    const shownOf = new Map(asked.map((bankId) => [bankId, merged.items.filter((item) => item.bankId === bankId).length]));
    return { ...merged, unread: Math.min(unread, MOST_UNREAD), moreBanks: own.more, shownOf };
  }

  /** Asks one bank after the other, a few at the same time, so that one request does not take all connections. */
  private async ofEach<Result>(bankIds: readonly string[], ask: (bankId: string) => Promise<Result>): Promise<Result[]> {
    const results = new Array<Result>(bankIds.length);
    const waiting = bankIds.entries();
    const askOn = async (): Promise<void> => {
      for (const [at, bankId] of waiting) results[at] = await ask(bankId);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, this.database.connections) }, askOn));
    return results;
  }
}
