import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** The cookie by which a browser is known as signed in on the pages, as its hash. */
export class SessionCookies1764730000000 implements Migration {
  readonly name = 'SessionCookies1764730000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions ADD COLUMN cookie_hash bytea');
    await runner.query('CREATE UNIQUE INDEX sessions_cookie_hash_idx ON sessions (cookie_hash) WHERE cookie_hash IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sessions_cookie_hash_idx');
    await runner.query('ALTER TABLE sessions DROP COLUMN cookie_hash');
  }
}
