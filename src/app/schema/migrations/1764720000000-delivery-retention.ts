import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** How far the deliveries of each bank have been erased. */
export class DeliveryRetention1764720000000 implements Migration {
  readonly name = 'DeliveryRetention1764720000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE delivery_retention (
      bank_id varchar(44) NOT NULL,
      erased_until uuid NOT NULL,
      CONSTRAINT delivery_retention_pkey PRIMARY KEY (bank_id),
      CONSTRAINT delivery_retention_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery_retention');
  }
}
