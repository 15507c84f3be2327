import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions of every scheme of authentication, and when all tokens of a user or a consumer were revoked. */
export class SessionKinds1764300000000 implements MigrationInterface {
  name = 'SessionKinds1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE sessions ADD COLUMN authentication_type varchar(20) NOT NULL DEFAULT 'DirectLogin'`);
    await runner.query('CREATE INDEX sessions_consumer_id_idx ON sessions (consumer_id)');
    await runner.query('ALTER TABLE users ADD COLUMN tokens_revoked_at timestamptz');
    await runner.query('ALTER TABLE consumers ADD COLUMN tokens_revoked_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consumers DROP COLUMN tokens_revoked_at');
    await runner.query('ALTER TABLE users DROP COLUMN tokens_revoked_at');
    await runner.query('DROP INDEX sessions_consumer_id_idx');
    await runner.query('ALTER TABLE sessions DROP COLUMN authentication_type');
  }
}
