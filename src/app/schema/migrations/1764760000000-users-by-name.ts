import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * Users by their name alone, whatever their identity provider (decision 82). While it is built, new users and changes of users wait, so for
 * about a second for a million nobody signs up; who has signed in is answered.
 */
export class UsersByName1764760000000 implements Migration {
  readonly name = 'UsersByName1764760000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX users_username_idx ON users (username)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX users_username_idx');
  }
}
