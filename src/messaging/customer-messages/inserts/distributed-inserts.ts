import type { EntityManager } from 'typeorm';
import type { InsertStatements } from '../../../platform/database/bulk-insert.js';
import type { Database, Statement } from '../../../platform/database/database.js';
import type { MessageCompanion } from '../message-companion.js';
import { storeKeys } from './key-inserts.js';
import {
  companionsOf,
  idsOf,
  type KeyedMessageRow,
  MessageInserts,
  type NewMessageRow,
  REST,
  REST_ARRAYS,
  restOf,
  type Stored,
} from './message-inserts.js';

/** Maximum concurrent statements of a queue: each is for one bank, on one node. */
const MOST_CONCURRENT = 8;
/** Queues that share the connections, and leave one for everybody else. */
const QUEUES = 4;

/** Like the plain one, with a scalar `bank_id` that says on which node it runs. */
const INSERT: Statement = {
  name: 'messages_insert_of_bank',
  text: `
    INSERT INTO messages (bank_id, ${REST})
    SELECT c.bank_id, r.*
      FROM customers c
      JOIN unnest(${REST_ARRAYS}) AS r (${REST}) ON r.customer_id = c.customer_id
     WHERE c.bank_id = $1
       FOR KEY SHARE OF c
    RETURNING message_id`,
};

const bankOf = (rows: readonly NewMessageRow[]): string | undefined => rows[0]?.bank_id;

/**
 * Messages of one bank in a statement, for tables that are distributed by bank (Citus). There is no cheaper statement to try first: the
 * join is part of how the node is found. Citus accepts no INSERT in a WITH clause, so a key and its message are two statements of one
 * transaction, on one node.
 */
export class DistributedInserts extends MessageInserts {
  readonly maxConcurrent: number;

  readonly messages: InsertStatements<NewMessageRow> = {
    some: async (rows) => {
      const stored = await this.store(rows);
      return rows.map((row) => stored.has(row.message_id));
    },
  };

  constructor(
    private readonly database: Database,
    private readonly companion: MessageCompanion,
  ) {
    super();
    this.maxConcurrent = Math.max(1, Math.min(MOST_CONCURRENT, Math.floor((database.connections - 1) / QUEUES)));
  }

  kindOf({ bank_id: bankId }: NewMessageRow): string {
    return bankId;
  }

  keyed(seconds: number): InsertStatements<KeyedMessageRow> {
    return { some: (rows) => this.database.transaction((manager) => this.storeKeyed(manager, rows, seconds)) };
  }

  private async store(rows: readonly NewMessageRow[]): Promise<ReadonlySet<string>> {
    if (rows.every(({ companions }) => companions === undefined))
      return idsOf(await this.database.query<Stored>(INSERT, [bankOf(rows), ...restOf(rows)]));
    return this.database.transaction((manager) => this.storeAccompanied(manager, rows));
  }

  private async storeAccompanied(manager: EntityManager, rows: readonly NewMessageRow[]): Promise<ReadonlySet<string>> {
    const stored = idsOf(await manager.query<Stored[]>(INSERT.text, [bankOf(rows), ...restOf(rows)]));
    const companions = companionsOf(rows);
    if (companions.length > 0) await this.companion.storeFor(manager, bankOf(rows) ?? '', companions, stored);
    return stored;
  }

  private async storeKeyed(manager: EntityManager, rows: readonly KeyedMessageRow[], seconds: number): Promise<boolean[]> {
    const bankId = bankOf(rows.map(({ row }) => row));
    const won = await storeKeys(manager, bankId, rows, seconds);
    const messages = rows.filter(({ row }) => won.has(row.message_id)).map(({ row }) => row);
    if (messages.length > 0) await this.storeAccompanied(manager, messages);
    return rows.map(({ row }) => won.has(row.message_id));
  }
}
