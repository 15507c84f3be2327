import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Which messages a customer has read, and whether the staff of a bank see it. */
export class Inbox1764740000000 implements Migration {
  readonly name = 'Inbox1764740000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE message_reads (
      bank_id varchar(44) NOT NULL,
      customer_id varchar(36) NOT NULL,
      message_id uuid NOT NULL,
      read_at timestamptz(3),
      user_id varchar(36) NOT NULL,
      CONSTRAINT message_reads_pkey PRIMARY KEY (bank_id, customer_id, message_id),
      CONSTRAINT message_reads_bank_id_customer_id_fkey FOREIGN KEY (bank_id, customer_id) REFERENCES customers (bank_id, customer_id)
    )`);
    await runner.query(`CREATE INDEX message_reads_bank_id_customer_id_read_at_idx ON message_reads (bank_id, customer_id, read_at)
      WHERE read_at IS NULL`);
    await runner.query(`CREATE TABLE message_read_marks (
      bank_id varchar(44) NOT NULL,
      customer_id varchar(36) NOT NULL,
      read_until uuid NOT NULL,
      read_at timestamptz(3) NOT NULL,
      user_id varchar(36) NOT NULL,
      CONSTRAINT message_read_marks_pkey PRIMARY KEY (bank_id, customer_id, read_until),
      CONSTRAINT message_read_marks_bank_id_customer_id_fkey FOREIGN KEY (bank_id, customer_id) REFERENCES customers (bank_id, customer_id)
    )`);
    await runner.query('ALTER TABLE delivery_settings ADD COLUMN read_receipts boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery_settings DROP COLUMN read_receipts');
    for (const table of ['message_read_marks', 'message_reads']) await runner.query(`DROP TABLE ${table}`);
  }
}
