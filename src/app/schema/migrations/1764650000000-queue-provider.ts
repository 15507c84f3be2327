import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** The queue says for which provider a delivery is claimed: after a worker was lost, that one alone may have got it. */
export class QueueProvider1764650000000 implements Migration {
  readonly name = 'QueueProvider1764650000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE delivery_queue ADD COLUMN provider_id varchar(64) NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery_queue DROP COLUMN provider_id');
  }
}
