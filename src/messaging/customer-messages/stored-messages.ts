import { Injectable } from '@nestjs/common';
import type { KeyedMessageRow, NewMessageRow } from './inserts/message-inserts.js';

type Hears = (bankId: string) => void;

/** Tells a higher feature at which banks this process has stored messages. With nobody listening that costs nothing. */
@Injectable()
export class StoredMessages {
  private hears: Hears | undefined;

  /** @param hears undefined: nobody listens any more. */
  listen(hears: Hears | undefined): void {
    this.hears = hears;
  }

  /** To be called after the commit; some of the rows may not have been stored. */
  tell(rows: readonly (NewMessageRow | KeyedMessageRow)[]): void {
    if (this.hears !== undefined) for (const bankId of new Set(rows.map(bankOf))) this.hears(bankId);
  }
}

const bankOf = (row: NewMessageRow | KeyedMessageRow): string => ('row' in row ? row.row.bank_id : row.bank_id);
