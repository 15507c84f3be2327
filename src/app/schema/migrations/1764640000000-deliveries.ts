import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/**
 * Deliveries, their queue, attempts and receipts; the providers and routes of banks.
 *
 * The queue is written three times for each message and emptied as fast. Half of its pages stay free and the lease is in no index, so that
 * a claim changes a row within its page; vacuum is asked to look early.
 */
export class Deliveries1764640000000 implements Migration {
  readonly name = 'Deliveries1764640000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE deliveries (
      bank_id varchar(44) NOT NULL,
      message_id uuid NOT NULL,
      delivery_id uuid NOT NULL,
      customer_id varchar(36) NOT NULL,
      channel varchar(16) NOT NULL,
      class varchar(8) NOT NULL,
      status varchar(12) NOT NULL,
      reason varchar(40) NOT NULL DEFAULT '',
      provider_id varchar(64) NOT NULL DEFAULT '',
      provider_reference varchar(128) NOT NULL DEFAULT '',
      address_hash uuid,
      address_shown varchar(16) NOT NULL DEFAULT '',
      attempts smallint NOT NULL DEFAULT 0,
      sends smallint NOT NULL DEFAULT 1,
      parts smallint NOT NULL DEFAULT 0,
      reference varchar(128) NOT NULL DEFAULT '',
      metadata jsonb,
      send_at timestamptz(3),
      expires_at timestamptz(3),
      sent_at timestamptz(3),
      ended_at timestamptz(3),
      receipt_until timestamptz(3),
      history jsonb NOT NULL DEFAULT '[]',
      CONSTRAINT deliveries_pkey PRIMARY KEY (bank_id, message_id, delivery_id)
    ) WITH (fillfactor = 70)`);
    await runner.query(`CREATE INDEX deliveries_bank_id_provider_reference_idx ON deliveries (bank_id, provider_reference)
      WHERE provider_reference <> ''`);
    await runner.query(
      `CREATE INDEX deliveries_bank_id_receipt_until_idx ON deliveries (bank_id, receipt_until) WHERE receipt_until IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX deliveries_bank_id_status_message_id_idx ON deliveries (bank_id, status, message_id)
      WHERE status IN ('failed', 'dead', 'unknown')`);
    await runner.query(
      `CREATE INDEX deliveries_bank_id_reference_message_id_idx ON deliveries (bank_id, reference, message_id) WHERE reference <> ''`,
    );
    await runner.query(`CREATE TABLE delivery_queue (
      bank_id varchar(44) NOT NULL,
      delivery_id uuid NOT NULL,
      message_id uuid NOT NULL,
      customer_id varchar(36) NOT NULL,
      lane varchar(25) NOT NULL,
      due_at timestamptz(3) NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      lease_token uuid,
      lease_until timestamptz(3),
      tries smallint NOT NULL DEFAULT 0,
      attempts smallint NOT NULL DEFAULT 0,
      repeats smallint NOT NULL DEFAULT 0,
      send_number smallint NOT NULL DEFAULT 1,
      CONSTRAINT delivery_queue_pkey PRIMARY KEY (bank_id, delivery_id)
    ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000)`);
    await runner.query('CREATE INDEX delivery_queue_bank_id_lane_due_at_idx ON delivery_queue (bank_id, lane, due_at)');
    await runner.query(`CREATE TABLE delivery_attempts (
      bank_id varchar(44) NOT NULL,
      delivery_id uuid NOT NULL,
      attempt smallint NOT NULL,
      provider_id varchar(64) NOT NULL,
      started_at timestamptz(3) NOT NULL,
      ended_at timestamptz(3) NOT NULL,
      outcome varchar(12) NOT NULL,
      code varchar(64) NOT NULL DEFAULT '',
      send_key varchar(64) NOT NULL,
      CONSTRAINT delivery_attempts_pkey PRIMARY KEY (bank_id, delivery_id, attempt)
    )`);
    await runner.query(`CREATE TABLE delivery_parts (
      bank_id varchar(44) NOT NULL,
      provider_id varchar(64) NOT NULL,
      reference varchar(128) NOT NULL,
      message_id uuid NOT NULL,
      delivery_id uuid NOT NULL,
      CONSTRAINT delivery_parts_pkey PRIMARY KEY (bank_id, provider_id, reference)
    )`);
    await runner.query('CREATE INDEX delivery_parts_bank_id_delivery_id_idx ON delivery_parts (bank_id, delivery_id)');
    await runner.query(`CREATE TABLE delivery_receipts (
      bank_id varchar(44) NOT NULL,
      provider_id varchar(64) NOT NULL,
      reference varchar(128) NOT NULL,
      state varchar(12) NOT NULL,
      code varchar(64) NOT NULL DEFAULT '',
      done_at timestamptz(3),
      is_address_bad boolean NOT NULL DEFAULT false,
      received_at timestamptz(3) NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      matched_at timestamptz(3),
      CONSTRAINT delivery_receipts_pkey PRIMARY KEY (bank_id, provider_id, reference, state)
    )`);
    await runner.query(`CREATE INDEX delivery_receipts_bank_id_received_at_idx ON delivery_receipts (bank_id, received_at)
      WHERE matched_at IS NULL`);
    await runner.query('CREATE INDEX delivery_receipts_expires_at_idx ON delivery_receipts (expires_at)');
    await runner.query(`CREATE TABLE delivery_providers (
      bank_id varchar(44) NOT NULL,
      provider_id varchar(64) NOT NULL,
      kind varchar(16) NOT NULL,
      settings jsonb NOT NULL DEFAULT '{}',
      secrets varchar(20000) NOT NULL DEFAULT '',
      is_enabled boolean NOT NULL DEFAULT true,
      updated_at timestamptz(3) NOT NULL DEFAULT now(),
      CONSTRAINT delivery_providers_pkey PRIMARY KEY (bank_id, provider_id),
      CONSTRAINT delivery_providers_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
    )`);
    await runner.query(`CREATE TABLE delivery_routes (
      bank_id varchar(44) NOT NULL,
      transport varchar(64) NOT NULL,
      channel varchar(16) NOT NULL,
      providers jsonb NOT NULL,
      updated_at timestamptz(3) NOT NULL DEFAULT now(),
      CONSTRAINT delivery_routes_pkey PRIMARY KEY (bank_id, transport),
      CONSTRAINT delivery_routes_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
    )`);
    await this.routeSandbox(runner);
  }

  /** A sandbox of an earlier release gets what a new one has; here, so that nobody who takes it away finds it again after the next start. */
  private async routeSandbox(runner: QueryRunner): Promise<void> {
    const [bank, isThere] = [`'gh.29.uk'`, `EXISTS (SELECT FROM consumers WHERE consumer_id = '7uy8a7e4-0000-4000-8000-5a4db0c05e00')`];
    await runner.query(`INSERT INTO delivery_providers (bank_id, provider_id, kind)
      SELECT bank_id, 'simulator', 'simulator' FROM banks WHERE bank_id = ${bank} AND ${isThere}`);
    await runner.query(`INSERT INTO delivery_routes (bank_id, transport, channel, providers)
      SELECT bank_id, channel, channel, '[{"provider_id":"simulator","rank":0,"weight":1}]'
        FROM delivery_providers CROSS JOIN unnest(ARRAY['sms', 'email']) AS channel`);
    await runner.query(`INSERT INTO entitlements (entitlement_id, user_id, bank_id, role_name, created_by_process)
      SELECT gen_random_uuid()::text, user_id, bank_id, 'CanGetDeliveries', 'sandbox'
        FROM entitlements
       WHERE bank_id = ${bank} AND role_name = 'CanGetCustomerMessages' AND created_by_process = 'sandbox' AND ${isThere}
          ON CONFLICT DO NOTHING`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['routes', 'providers', 'receipts', 'parts', 'attempts', 'queue'])
      await runner.query(`DROP TABLE delivery_${table}`);
    await runner.query('DROP TABLE deliveries');
  }
}
