import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * Customers whom the service has to give their terms (decision 82). While it is built, creates and changes of customers wait: about a second
 * for a million. Messages do not. It is there where an earlier version of the migration before it ran.
 */
export class CustomersWithoutTerms1764750000002 implements Migration {
  readonly name = 'CustomersWithoutTerms1764750000002';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX IF NOT EXISTS customers_not_searchable_idx ON customers (bank_id, customer_id) WHERE NOT is_searchable',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customers_not_searchable_idx');
  }
}
