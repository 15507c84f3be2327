import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** The messages of a bank, newest first (decision 82). */
export class MessagesOfABank1764750000001 implements Migration {
  readonly name = 'MessagesOfABank1764750000001';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX messages_bank_id_message_id_idx ON messages (bank_id, message_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX messages_bank_id_message_id_idx');
  }
}
