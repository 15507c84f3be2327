import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Messages that wait for their time, apart from those that customers read. */
export class ScheduledMessages1764700000000 implements Migration {
  readonly name = 'ScheduledMessages1764700000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE scheduled_messages (
      bank_id varchar(44) NOT NULL,
      scheduled_id uuid NOT NULL,
      customer_id varchar(36) NOT NULL,
      created_at timestamptz(3) NOT NULL,
      transport varchar(64) NOT NULL,
      message varchar(1024) NOT NULL,
      from_department varchar(64) NOT NULL,
      from_person varchar(64) NOT NULL,
      created_by_user_id varchar(36) NOT NULL,
      created_by_consumer_id varchar(36) NOT NULL,
      send_at timestamptz(3) NOT NULL,
      expires_at timestamptz(3),
      due_at timestamptz(3),
      message_id uuid,
      CONSTRAINT scheduled_messages_pkey PRIMARY KEY (bank_id, scheduled_id),
      CONSTRAINT scheduled_messages_due_at_message_id_check CHECK (due_at IS NULL OR message_id IS NULL)
    )`);
    await runner.query(
      'CREATE INDEX scheduled_messages_due_at_bank_id_idx ON scheduled_messages (due_at, bank_id) WHERE due_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scheduled_messages');
  }
}
