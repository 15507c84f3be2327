import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';
import {
  BANKS_OF_USER,
  BANKS_OF_USERS,
  HAS_MESSAGE,
  INBOX_ITEMS,
  INBOX_PAGE,
  IS_LINKED,
  MARK_LATEST,
  MARK_READ,
  MARK_UNREAD,
  MARK_UNTIL,
  NEWS,
  READ_AGAIN,
  RECEIPTS,
} from './inbox-statements.js';

/** A message as an inbox shows it. */
export interface InboxRow {
  readonly id: string;
  readonly customer_id: string;
  readonly transport: string;
  readonly message: string;
  readonly from_department: string;
  readonly from_person: string;
  readonly date: string;
  /** Null: not read. */
  readonly read_at: string | null;
}

/** Which messages are wanted. Nothing in it depends on the bank. */
export interface InboxFilter {
  readonly customerId: string | undefined;
  /** Ids between which theirs lie, neither included. */
  readonly after: string;
  readonly before: string;
  readonly dates: { readonly from: string; readonly until: string; readonly latest: string };
  readonly unreadOnly: boolean;
  /** A pattern of LIKE for the person or the department. */
  readonly sender: string | undefined;
  /** Patterns of LIKE for the text, all of which have to fit. */
  readonly words: readonly string[];
}

/** How many messages are looked at for a page: of each customer, and of all together. */
export interface Looked {
  readonly ofCustomer: number;
  readonly ofBank: number;
}

/** A part of an inbox: what one bank has. */
export interface BankPage {
  readonly items: readonly InboxRow[];
  /** Older messages were not looked at; null where there are none. */
  readonly horizon: string | null;
  readonly unread: number;
}

/** A message that a user is to be shown. */
export interface WantedItem extends FoundNews {
  readonly userId: string;
}

/** A message that has come, and for whom. */
export interface FoundNews {
  readonly customerId: string;
  readonly messageId: string;
}

/** The banks of those that a user acts for. */
export interface FollowedBanks {
  readonly banks: readonly string[];
  /** Another text when the user acts for others. */
  readonly links: string;
}

interface Change {
  readonly bankId: string;
  readonly userId: string;
  readonly messageId: string;
}

/** The statements about inboxes. Each names one bank, but for the one that finds the banks. */
@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  /** @param most links. */
  linksOf(userId: string, most: number): Promise<{ bank_id: string }[]> {
    return this.database.query(BANKS_OF_USER, [userId, most]);
  }

  /** @param most how many are wanted. */
  async page(bankId: string, userId: string, filter: InboxFilter, looked: Looked, most: number): Promise<BankPage> {
    const { customerId, after, before, dates, unreadOnly, sender, words } = filter;
    const values = [
      bankId,
      userId,
      customerId,
      after,
      before,
      looked.ofBank,
      dates.from,
      dates.until,
      dates.latest,
      unreadOnly,
      sender,
      words,
      most,
      looked.ofCustomer,
    ];
    const [row] = await this.database.query<BankPage & Record<string, unknown>>(INBOX_PAGE, values);
    return row ?? { items: [], horizon: null, unread: 0 };
  }

  /** @returns when it was read; undefined where the bank has no such message for the user. */
  async markRead({ bankId, userId, messageId }: Change, now: Date): Promise<Date | undefined> {
    return (await this.mark(MARK_READ, [bankId, userId, messageId, now.toISOString()]))?.read_at ?? undefined;
  }

  /** @returns whether the bank has such a message for the user. */
  async markUnread({ bankId, userId, messageId }: Change): Promise<boolean> {
    return (await this.mark(MARK_UNREAD, [bankId, userId, messageId])) !== undefined;
  }

  async has({ bankId, userId, messageId }: Change): Promise<boolean> {
    return (await this.database.query(HAS_MESSAGE, [bankId, userId, messageId])).length > 0;
  }

  async isLinked(bankId: string, userId: string, customerId: string): Promise<boolean> {
    return (await this.database.query(IS_LINKED, [bankId, userId, customerId])).length > 0;
  }

  /**
   * Everything that the user's customers at the bank have got up to a message is read.
   *
   * @param settled an id: no message before it becomes visible any more.
   */
  async markUntil({ bankId, userId, messageId }: Change, settled: string, now: Date): Promise<void> {
    const until = messageId < settled ? messageId : settled;
    const readAt = now.toISOString();
    await this.database.transaction(async (manager) => {
      await manager.query(READ_AGAIN, [bankId, userId, messageId, readAt]);
      await manager.query(MARK_UNTIL, [bankId, userId, until, readAt]);
      if (until < messageId) await manager.query(MARK_LATEST, [bankId, userId, messageId, readAt, until]);
    });
  }

  receipts(bankId: string, customerId: string, before: string, most: number): Promise<{ message_id: string; read_at: Date | null }[]> {
    return this.database.query(RECEIPTS, [bankId, customerId, before, most]);
  }

  /**
   * Ids of what came at a bank for each of the readers, in their order.
   *
   * @param most for each of them.
   */
  async news(
    bankId: string,
    readers: readonly { readonly userId: string; readonly after: string }[],
    most: number,
  ): Promise<FoundNews[][]> {
    const found = readers.map((): FoundNews[] => []);
    const values = [bankId, readers.map(({ userId }) => userId), readers.map(({ after }) => after), most];
    const rows = await this.database.query<{ reader: number; customer_id: string; message_id: string }>(NEWS, values);
    for (const { reader, customer_id: customerId, message_id: messageId } of rows) found[reader - 1]?.push({ customerId, messageId });
    return found;
  }

  /** The messages of some users at the bank, in the order of the wishes; what is not theirs any more is left out. */
  async items(bankId: string, wishes: readonly WantedItem[]): Promise<(InboxRow | undefined)[]> {
    const found = new Array<InboxRow | undefined>(wishes.length);
    const of = (name: keyof WantedItem): string[] => wishes.map((wish) => wish[name]);
    const rows = await this.database.query<InboxRow & { place: number }>(INBOX_ITEMS, [
      bankId,
      of('userId'),
      of('customerId'),
      of('messageId'),
    ]);
    for (const { place, ...row } of rows) found[place - 1] = row;
    return found;
  }

  /** @returns of each of the users the banks in the order of linking, and what changes with the links; nothing of one without. */
  async banksOf(userIds: readonly string[]): Promise<ReadonlyMap<string, FollowedBanks>> {
    const found = new Map<string, FollowedBanks>();
    const rows = await this.database.query<{ user_id: string; bank_id: string; links: string }>(BANKS_OF_USERS, [userIds]);
    for (const { user_id: userId, bank_id: bankId, links } of rows) {
      const before = found.get(userId);
      found.set(userId, { banks: [...(before?.banks ?? []), bankId], links: `${before?.links ?? ''} ${bankId} ${links}` });
    }
    return found;
  }

  private async mark(statement: Statement, values: unknown[]): Promise<{ read_at: Date | null } | undefined> {
    return (await this.database.query<{ read_at: Date | null }>(statement, values))[0];
  }
}
