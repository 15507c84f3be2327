import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * Customers whom the service has to give their terms (decision 82). While it is built, creates and changes of customers wait: about a second
 * for a million. Messages do not.
 */
export class CustomersWithoutTerms1764750000002 implements Migration {
  readonly name = 'CustomersWithoutTerms1764750000002';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX customers_is_searchable_bank_id_customer_id_idx ON customers (is_searchable, bank_id, customer_id) WHERE NOT is_searchable',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX customers_is_searchable_bank_id_customer_id_idx');
  }
}
