import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes in the order of each list of customers and links. The two that are dropped are beginnings of new ones. */
export class CustomerLists1763900200000 implements MigrationInterface {
  name = 'CustomerLists1763900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX customers_bank_id_created_at_customer_id_idx ON customers (bank_id, created_at, customer_id)');
    await runner.query('CREATE INDEX customers_created_at_customer_id_idx ON customers (created_at, customer_id)');
    await runner.query(`CREATE INDEX user_customer_links_bank_id_customer_id_link_id_idx
      ON user_customer_links (bank_id, customer_id, user_customer_link_id)`);
    await runner.query(`CREATE INDEX user_customer_links_bank_id_user_id_link_id_idx
      ON user_customer_links (bank_id, user_id, user_customer_link_id)`);
    await runner.query('CREATE INDEX user_customer_links_user_id_link_id_idx ON user_customer_links (user_id, user_customer_link_id)');
    await runner.query('DROP INDEX user_customer_links_bank_id_customer_id_idx');
    await runner.query('DROP INDEX user_customer_links_user_id_idx');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX user_customer_links_bank_id_customer_id_idx ON user_customer_links (bank_id, customer_id)');
    await runner.query('CREATE INDEX user_customer_links_user_id_idx ON user_customer_links (user_id)');
    await runner.query('DROP INDEX user_customer_links_user_id_link_id_idx');
    await runner.query('DROP INDEX user_customer_links_bank_id_user_id_link_id_idx');
    await runner.query('DROP INDEX user_customer_links_bank_id_customer_id_link_id_idx');
    await runner.query('DROP INDEX customers_created_at_customer_id_idx');
    await runner.query('DROP INDEX customers_bank_id_created_at_customer_id_idx');
  }
}
