import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** What all processes know of a provider: its circuit and its pace. And how many mailings an address got in a day. */
export class ProviderHealth1764690000000 implements Migration {
  readonly name = 'ProviderHealth1764690000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE delivery_provider_health (
      bank_id varchar(44) NOT NULL,
      provider_id varchar(64) NOT NULL,
      is_open boolean NOT NULL DEFAULT false,
      changed_at timestamptz(3),
      reason varchar(16) NOT NULL DEFAULT '',
      failures jsonb NOT NULL DEFAULT '{}',
      rests_until timestamptz(3) NOT NULL DEFAULT now(),
      rate double precision,
      ceiling double precision,
      rated_at timestamptz(3),
      throttled_at timestamptz(3),
      paced_until timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT delivery_provider_health_pkey PRIMARY KEY (bank_id, provider_id),
      CONSTRAINT delivery_provider_health_provider_fkey FOREIGN KEY (bank_id, provider_id)
        REFERENCES delivery_providers (bank_id, provider_id) ON DELETE CASCADE
    ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE TABLE delivery_recipient_days (
      bank_id varchar(44) NOT NULL,
      address_hash uuid NOT NULL,
      day date NOT NULL,
      count integer NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      CONSTRAINT delivery_recipient_days_pkey PRIMARY KEY (bank_id, address_hash, day)
    ) WITH (fillfactor = 70)`);
    await runner.query('CREATE INDEX delivery_recipient_days_expires_at_idx ON delivery_recipient_days (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery_recipient_days');
    await runner.query('DROP TABLE delivery_provider_health');
  }
}
