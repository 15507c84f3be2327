import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * Each delivery says which route it takes, so that two routes to one channel need not have the same providers. The version before does not
 * know these lanes and would leave what is in them.
 */
export class RoutesOfDeliveries1764710000000 implements Migration {
  readonly name = 'RoutesOfDeliveries1764710000000';
  readonly expanding = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE deliveries ADD COLUMN route varchar(64) NOT NULL DEFAULT ''");
    await runner.query('ALTER TABLE delivery_queue ALTER COLUMN lane TYPE varchar(90)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "ALTER TABLE delivery_queue ALTER COLUMN lane TYPE varchar(25) USING split_part(lane, ':', 1) || ':' || split_part(lane, ':', 2)",
    );
    await runner.query('ALTER TABLE deliveries DROP COLUMN route');
  }
}
