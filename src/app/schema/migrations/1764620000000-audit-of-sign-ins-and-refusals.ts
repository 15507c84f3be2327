import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Audit records name the request by an id of ours; refused calls are counted. Older code writes records without the id. */
export class AuditOfSignInsAndRefusals1764620000000 implements Migration {
  readonly name = 'AuditOfSignInsAndRefusals1764620000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE audit_records ADD COLUMN request_id varchar(64) NOT NULL DEFAULT ''`);
    await runner.query(`CREATE TABLE refused_calls (
      minute timestamptz NOT NULL,
      address varchar(45) NOT NULL,
      user_id varchar(36) NOT NULL,
      logins int NOT NULL,
      unauthenticated int NOT NULL,
      forbidden int NOT NULL,
      CONSTRAINT refused_calls_pkey PRIMARY KEY (minute, address, user_id)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE refused_calls');
    await runner.query('ALTER TABLE audit_records DROP COLUMN request_id');
  }
}
