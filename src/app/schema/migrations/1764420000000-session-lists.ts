import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A user's sessions are listed newest first, and expired ones are found for removal. */
export class SessionLists1764420000000 implements MigrationInterface {
  name = 'SessionLists1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX sessions_user_id_created_at_session_id_idx ON sessions (user_id, created_at, session_id)');
    await runner.query('DROP INDEX sessions_user_id_idx');
    await runner.query('CREATE INDEX sessions_expires_at_idx ON sessions (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sessions_expires_at_idx');
    await runner.query('CREATE INDEX sessions_user_id_idx ON sessions (user_id)');
    await runner.query('DROP INDEX sessions_user_id_created_at_session_id_idx');
  }
}
