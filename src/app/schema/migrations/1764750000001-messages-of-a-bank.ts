import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * The messages of a bank, newest first (decision 82). While it is built, no message is stored: with many millions that takes minutes, in which
 * creates are answered 503. Who cannot have that builds the index before the update, without holding up anybody:
 *
 *     CREATE INDEX CONCURRENTLY messages_bank_id_message_id_idx ON messages (bank_id, message_id)
 *
 * It is not built so here: that waits for every statement that has begun, and so for ever for the other replicas, which wait in one for this
 * migration.
 */
export class MessagesOfABank1764750000001 implements Migration {
  readonly name = 'MessagesOfABank1764750000001';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    // What is left of a build that was broken off is of no use.
    const broken = await runner.manager.query<unknown[]>(
      `SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('messages_bank_id_message_id_idx') AND NOT indisvalid`,
    );
    if (broken.length > 0) await runner.query('DROP INDEX messages_bank_id_message_id_idx');
    await runner.query('CREATE INDEX IF NOT EXISTS messages_bank_id_message_id_idx ON messages (bank_id, message_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX messages_bank_id_message_id_idx');
  }
}
