import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Replicas that do not share their keys find out at the start (decision 58). */
export class KeyChecks1764580000000 implements Migration {
  readonly name = 'KeyChecks1764580000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE key_checks (
        purpose varchar(20) NOT NULL,
        check_value varchar(64) NOT NULL,
        key_id varchar(16) NOT NULL DEFAULT '',
        is_current boolean NOT NULL DEFAULT false,
        CONSTRAINT key_checks_pkey PRIMARY KEY (purpose, check_value),
        CONSTRAINT key_checks_purpose_check CHECK (purpose IN ('JWT_SECRET', 'SECRETS_KEY'))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE key_checks');
  }
}
