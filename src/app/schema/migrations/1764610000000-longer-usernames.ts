import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** The name of a user at another provider has up to 255 characters. A longer column rewrites nothing, and older code writes into it as before. */
export class LongerUsernames1764610000000 implements Migration {
  readonly name = 'LongerUsernames1764610000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ALTER COLUMN username TYPE varchar(255)');
  }

  /** Refused by PostgreSQL when a longer name is there: one that is cut could be somebody else's. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ALTER COLUMN username TYPE varchar(100)');
  }
}
