import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail: a table whose rows the database itself refuses to change or remove. */
export class AuditRecords1763900000000 implements MigrationInterface {
  name = 'AuditRecords1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_records (
      audit_record_id uuid NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      actor_user_id varchar(36) NOT NULL,
      actor_consumer_id varchar(36) NOT NULL,
      correlation_id varchar(128) NOT NULL,
      action varchar(64) NOT NULL,
      subject_type varchar(64) NOT NULL,
      subject_id varchar(255) NOT NULL,
      bank_id varchar(44) NOT NULL DEFAULT '',
      before jsonb,
      after jsonb,
      CONSTRAINT audit_records_pkey PRIMARY KEY (audit_record_id)
    )`);
    await runner.query(`CREATE INDEX audit_records_subject_type_subject_id_idx ON audit_records (subject_type, subject_id)`);
    await runner.query(`CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit records cannot be changed or removed' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`CREATE TRIGGER audit_records_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_records
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_records');
    await runner.query('DROP FUNCTION refuse_audit_change()');
  }
}
