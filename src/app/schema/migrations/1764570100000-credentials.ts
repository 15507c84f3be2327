import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Links for new passwords; secrets of applications that were replaced and stay good for a while; applications that were deleted. */
export class Credentials1764570100000 implements Migration {
  readonly name = 'Credentials1764570100000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE password_resets (
        user_id varchar(36) NOT NULL,
        token_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT password_resets_pkey PRIMARY KEY (user_id),
        CONSTRAINT password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id)
      )`);
    await runner.query('CREATE UNIQUE INDEX password_resets_token_hash_idx ON password_resets (token_hash)');
    await runner.query('CREATE INDEX password_resets_expires_at_idx ON password_resets (expires_at)');
    await runner.query('ALTER TABLE consumers ADD COLUMN previous_secrets jsonb, ADD COLUMN deleted_at timestamptz');
  }

  /** Deleted applications stay disabled, have no secret, and are seen again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consumers DROP COLUMN deleted_at, DROP COLUMN previous_secrets');
    await runner.query('DROP TABLE password_resets');
  }
}
