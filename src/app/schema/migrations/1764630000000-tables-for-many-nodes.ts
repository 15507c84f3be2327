import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Names that leave room for what a distributed database appends to them. */
const RENAMED = [
  ['api_collection_endpoints', 'api_collection_endpoints_api_collection_id_operation_id_key', 'api_collection_endpoints_operation_id_key'],
  ['entitlement_requests', 'entitlement_requests_user_id_bank_id_role_name_key', 'entitlement_requests_user_id_role_name_key'],
  ['user_customer_links', 'user_customer_links_bank_id_user_id_customer_id_key', 'user_customer_links_user_id_customer_id_key'],
] as const;

/**
 * A link no longer refers to its user by a foreign key: links are distributed by bank, and users are not. Users are never removed, only
 * marked as deleted.
 */
export class TablesForManyNodes1764630000000 implements Migration {
  readonly name = 'TablesForManyNodes1764630000000';
  /** Earlier code knows a doubled entry by the earlier name of the constraint. */
  readonly expanding = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, before, after] of RENAMED) await runner.query(`ALTER TABLE ${table} RENAME CONSTRAINT ${before} TO ${after}`);
    await runner.query(
      'ALTER INDEX user_customer_links_bank_id_customer_id_link_id_idx RENAME TO user_customer_links_customer_id_link_id_idx',
    );
    await runner.query('ALTER TABLE user_customer_links DROP CONSTRAINT user_customer_links_user_id_fkey');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE user_customer_links ADD CONSTRAINT user_customer_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id)',
    );
    await runner.query(
      'ALTER INDEX user_customer_links_customer_id_link_id_idx RENAME TO user_customer_links_bank_id_customer_id_link_id_idx',
    );
    for (const [table, before, after] of RENAMED) await runner.query(`ALTER TABLE ${table} RENAME CONSTRAINT ${after} TO ${before}`);
  }
}
