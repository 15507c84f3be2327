import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Addresses to which a bank sends no more, how customers wish to be reached, and what a bank says of all its deliveries. */
export class Suppressions1764670000000 implements Migration {
  readonly name = 'Suppressions1764670000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE suppressions (
      bank_id varchar(44) NOT NULL,
      address_hash uuid NOT NULL,
      channel varchar(16) NOT NULL,
      address_shown varchar(16) NOT NULL,
      reason varchar(16) NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT now(),
      CONSTRAINT suppressions_pkey PRIMARY KEY (bank_id, address_hash),
      CONSTRAINT suppressions_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
    )`);
    await runner.query('CREATE INDEX suppressions_bank_id_created_at_address_hash_idx ON suppressions (bank_id, created_at, address_hash)');
    await runner.query(`CREATE TABLE delivery_preferences (
      bank_id varchar(44) NOT NULL,
      customer_id varchar(36) NOT NULL,
      mailings_off varchar(16)[] NOT NULL DEFAULT '{}',
      channels_off varchar(16)[] NOT NULL DEFAULT '{}',
      time_zone varchar(64) NOT NULL DEFAULT '',
      language varchar(35) NOT NULL DEFAULT '',
      version integer NOT NULL DEFAULT 1,
      updated_at timestamptz(3) NOT NULL DEFAULT now(),
      CONSTRAINT delivery_preferences_pkey PRIMARY KEY (bank_id, customer_id),
      CONSTRAINT delivery_preferences_bank_id_customer_id_fkey FOREIGN KEY (bank_id, customer_id) REFERENCES customers (bank_id, customer_id)
    )`);
    await runner.query(`CREATE TABLE delivery_settings (
      bank_id varchar(44) NOT NULL,
      country varchar(2) NOT NULL DEFAULT '',
      time_zone varchar(64) NOT NULL DEFAULT 'UTC',
      quiet_hours jsonb,
      updated_at timestamptz(3) NOT NULL DEFAULT now(),
      CONSTRAINT delivery_settings_pkey PRIMARY KEY (bank_id),
      CONSTRAINT delivery_settings_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
    )`);
    await this.settleSandbox(runner);
  }

  /** A sandbox of an earlier release gets what a new one has. */
  private async settleSandbox(runner: QueryRunner): Promise<void> {
    const [bank, isThere] = [`'gh.29.uk'`, `EXISTS (SELECT FROM consumers WHERE consumer_id = '7uy8a7e4-0000-4000-8000-5a4db0c05e00')`];
    await runner.query(`INSERT INTO delivery_settings (bank_id, country, time_zone)
      SELECT bank_id, 'GB', 'Europe/London' FROM banks WHERE bank_id = ${bank} AND ${isThere}`);
    await runner.query(`INSERT INTO entitlements (entitlement_id, user_id, bank_id, role_name, created_by_process)
      SELECT gen_random_uuid()::text, user_id, bank_id, role, 'sandbox'
        FROM entitlements CROSS JOIN unnest(ARRAY['CanGetSuppressions', 'CanGetDeliveryPreferences']) AS role
       WHERE bank_id = ${bank} AND role_name = 'CanGetCustomerMessages' AND created_by_process = 'sandbox' AND ${isThere}
          ON CONFLICT DO NOTHING`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['delivery_settings', 'delivery_preferences', 'suppressions']) await runner.query(`DROP TABLE ${table}`);
  }
}
