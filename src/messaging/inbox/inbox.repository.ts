import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';
import {
  BANKS_OF_USER,
  BANKS_OF_USERS,
  HAS_MESSAGE,
  INBOX_ITEMS,
  INBOX_PAGE,
  IS_LINKED,
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

/** A part of an inbox: what one bank has. */
export interface BankPage {
  readonly items: readonly InboxRow[];
  /** Older messages were not looked at; null where there are none. */
  readonly horizon: string | null;
  readonly unread: number;
}

/** A message that a user is to be shown. */
export interface WantedItem {
  readonly userId: string;
  readonly messageId: string;
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
  linksOf(userId: string, most: number): Promise<{ bank_id: string; customer_id: string }[]> {
    return this.database.query(BANKS_OF_USER, [userId, most]);
  }

  /**
   * @param looked how many messages of each customer are looked at.
   * @param most how many are wanted.
   */
  async page(bankId: string, userId: string, filter: InboxFilter, { looked, most }: { looked: number; most: number }): Promise<BankPage> {
    const { customerId, after, before, dates, unreadOnly, sender, words } = filter;
    const values = [
      bankId,
      userId,
      customerId,
      after,
      before,
      looked,
      dates.from,
      dates.until,
      dates.latest,
      unreadOnly,
      sender,
      words,
      most,
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

  /** Everything that the user's customers at the bank got up to a message is read. */
  async markUntil({ bankId, userId, messageId }: Change, now: Date): Promise<void> {
    const values = [bankId, userId, messageId, now.toISOString()];
    await this.database.transaction(async (manager) => {
      await manager.query(READ_AGAIN, values);
      await manager.query(MARK_UNTIL, values);
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
  async news(bankId: string, readers: readonly { readonly userId: string; readonly after: string }[], most: number): Promise<string[][]> {
    const found = readers.map((): string[] => []);
    const values = [bankId, readers.map(({ userId }) => userId), readers.map(({ after }) => after), most];
    for (const { reader, message_id: id } of await this.database.query<{ reader: number; message_id: string }>(NEWS, values))
      found[reader - 1]?.push(id);
    return found;
  }

  /** The messages of some users at the bank, in the order of the wishes; what is not theirs any more is left out. */
  async items(bankId: string, wishes: readonly WantedItem[]): Promise<(InboxRow | undefined)[]> {
    const found = new Array<InboxRow | undefined>(wishes.length);
    const values = [bankId, wishes.map(({ userId }) => userId), wishes.map(({ messageId }) => messageId)];
    for (const { place, ...row } of await this.database.query<InboxRow & { place: number }>(INBOX_ITEMS, values)) found[place - 1] = row;
    return found;
  }

  /** @returns the banks of each of the users, in the order of linking; nothing of one without. */
  async banksOf(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    for (const { user_id: userId, bank_id: bankId } of await this.database.query<{ user_id: string; bank_id: string }>(BANKS_OF_USERS, [
      userIds,
    ]))
      found.set(userId, [...(found.get(userId) ?? []), bankId]);
    return found;
  }

  private async mark(statement: Statement, values: unknown[]): Promise<{ read_at: Date | null } | undefined> {
    return (await this.database.query<{ read_at: Date | null }>(statement, values))[0];
  }
}
