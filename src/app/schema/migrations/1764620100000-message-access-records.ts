import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Who read and sent which messages, where `AUDIT_MESSAGES` asks for it; the service makes and drops a partition for each month. */
export class MessageAccessRecords1764620100000 implements Migration {
  readonly name = 'MessageAccessRecords1764620100000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE message_access_records (
      bank_id varchar(44) NOT NULL,
      customer_id varchar(36) NOT NULL,
      at timestamptz(3) NOT NULL,
      access_record_id uuid NOT NULL,
      operation_id varchar(64) NOT NULL,
      user_id varchar(36) NOT NULL,
      consumer_id varchar(36) NOT NULL,
      session_id uuid NOT NULL,
      address varchar(45) NOT NULL,
      message_ids uuid[] NOT NULL,
      listed int,
      request_id varchar(64) NOT NULL,
      correlation_id varchar(128) NOT NULL,
      CONSTRAINT message_access_records_pkey PRIMARY KEY (bank_id, customer_id, at, access_record_id)
    ) PARTITION BY RANGE (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message_access_records');
  }
}
