import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Older versions find in the database which steps they can run beside. */
export class MigrationMarks1764590000000 implements Migration {
  readonly name = 'MigrationMarks1764590000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE migrations ADD COLUMN expanding boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE migrations DROP COLUMN expanding');
  }
}
