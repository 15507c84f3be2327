import { Injectable } from '@nestjs/common';
import type { KeyedMessageRow, NewMessageRow } from './inserts/message-inserts.js';

type Hears = (bankId: string) => void;
type Awaits = (userIds: ReadonlySet<string>) => Promise<void>;

/** Tells others where and for whom this process has stored messages. With nobody listening that costs nothing. */
@Injectable()
export class StoredMessages {
  private hears: Hears | undefined;
  private awaits: Awaits | undefined;

  /** @param hears undefined: nobody listens any more. */
  listen(hears: Hears | undefined): void {
    this.hears = hears;
  }

  /** @param awaits is called with those who have written, and waited for before they are answered. */
  awaitAuthors(awaits: Awaits): void {
    this.awaits = awaits;
  }

  /** To be called before the authors are answered, also where it is not known whether something was stored. */
  written(rows: readonly (NewMessageRow | KeyedMessageRow)[]): Promise<void> | undefined {
    return this.awaits?.(new Set(rows.map((row) => plain(row).created_by_user_id)));
  }

  /** To be called before an author is told that an earlier call has stored something: the process that did may not have told anybody. */
  repeated(userId: string): Promise<void> | undefined {
    return this.awaits?.(new Set([userId]));
  }

  /** To be called after the commit; some of the rows may not have been stored. */
  tell(rows: readonly (NewMessageRow | KeyedMessageRow)[]): void {
    if (this.hears !== undefined) for (const bankId of new Set(rows.map(bankOf))) this.hears(bankId);
  }
}

const plain = (row: NewMessageRow | KeyedMessageRow): NewMessageRow => ('row' in row ? row.row : row);
const bankOf = (row: NewMessageRow | KeyedMessageRow): string => plain(row).bank_id;
