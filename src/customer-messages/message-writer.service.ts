import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { GroupCommit } from '../database/group-commit.js';
import { MessagesRepository, type NewMessageRow } from './messages.repository.js';

/**
 * Rows of a statement at most, and statements at the same time: more of these divide what waits into smaller groups, and
 * one alone leaves the database idle between two. Measured (decision 35).
 */
const ROWS = 256;
const STATEMENTS = 2;

/** Stores new messages; those that come at the same time share a commit. */
@Injectable()
export class MessageWriter {
  private readonly messages: GroupCommit<NewMessageRow, boolean>;

  constructor(repository: MessagesRepository, @Inject(CONFIG) config: Config) {
    this.messages = new GroupCommit(
      async (rows) => {
        const stored = await repository.insertMany(rows);
        return rows.map((row) => stored.has(row.message_id));
      },
      { rows: ROWS, statements: STATEMENTS, waiting: config.messageQueue },
    );
  }

  /**
   * When the promise resolves the message is committed.
   *
   * @returns false when the bank has no such customer; nothing is stored then.
   * @throws ObpError OBP-10040 with 503 when too many messages are waiting to be stored.
   */
  write(row: NewMessageRow): Promise<boolean> {
    return this.messages.add(row);
  }
}
