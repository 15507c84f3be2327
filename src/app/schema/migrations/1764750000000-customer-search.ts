import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * What customers are found by (decision 82). The service gives those who are there their terms when it runs, a few hundred at a time, and
 * those whom an earlier version beside it creates. The new column is written in no row, so nobody waits for it.
 */
export class CustomerSearch1764750000000 implements Migration {
  readonly name = 'CustomerSearch1764750000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE customer_search_terms (
      bank_id varchar(44) NOT NULL,
      term varchar(256) COLLATE "C" NOT NULL,
      customer_id varchar(36) NOT NULL,
      CONSTRAINT customer_search_terms_pkey PRIMARY KEY (bank_id, term, customer_id)
    )`);
    await runner.query('ALTER TABLE customers ADD COLUMN is_searchable boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customers DROP COLUMN is_searchable');
    await runner.query('DROP TABLE customer_search_terms');
  }
}
